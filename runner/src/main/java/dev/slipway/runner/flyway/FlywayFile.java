package dev.slipway.runner.flyway;

import dev.slipway.runner.tool.MigrationFile;
import java.nio.file.Path;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/** Flyway's words about a file in ours. */
final class FlywayFile {
  private FlywayFile() {}

  static MigrationFile of(MigrationInfo info) {
    String path = info.getPhysicalLocation();
    return new MigrationFile(
        label(info),
        info.getScript(),
        info.getChecksum() == null ? 0 : info.getChecksum(),
        transactional(info),
        info.getVersion() == null,
        path == null || path.isEmpty() ? "" : MigrationFile.read(Path.of(path), info.getScript()));
  }

  /** Flyway has to take the file apart for that, and throws where it cannot. */
  private static boolean transactional(MigrationInfo info) {
    try {
      return !(info instanceof MigrationInfoImpl known) || known.canExecuteInTransaction();
    } catch (FlywayException e) {
      return true;
    }
  }

  static String label(MigrationInfo info) {
    return info.getVersion() == null ? info.getScript() : info.getVersion().getVersion();
  }
}
