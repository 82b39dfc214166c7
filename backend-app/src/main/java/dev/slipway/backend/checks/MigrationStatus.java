package dev.slipway.backend.checks;

import dev.slipway.backend.schema.Migration;
import dev.slipway.backend.settings.Settings;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Each migration file and where it stands; reads only. */
public final class MigrationStatus {

  private MigrationStatus() {}

  /** A line for each file or row of the history, oldest first. */
  public static List<Finding> of(Settings settings) {
    Settings.Schema schema = settings.schema();
    try {
      return Migration.status(settings.database(), schema.name(), schema.files(), schema.history())
          .stream()
          .map(MigrationStatus::finding)
          .toList();
    } catch (FlywayException e) {
      return List.of(
          Finding.fault("migrations", "the history cannot be read; run check for the reason"));
    }
  }

  private static Finding finding(MigrationInfo file) {
    String version = file.getVersion() == null ? "-" : file.getVersion().getVersion();
    String when = file.getInstalledOn() == null ? "" : ", " + file.getInstalledOn().toInstant();
    String sentence =
        "%s: %s%s"
            .formatted(
                file.getDescription(),
                file.getState().getDisplayName().toLowerCase(java.util.Locale.ROOT),
                when);
    if (file.getState().isFailed()) {
      return Finding.fault(version, sentence);
    }
    return file.getState().isApplied()
        ? Finding.ok(version, sentence)
        : Finding.note(version, sentence);
  }
}
