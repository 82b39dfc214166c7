package dev.slipway.runner.flyway;

import dev.slipway.runner.Stop;
import dev.slipway.runner.sql.Script;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/**
 * A file that is not applied yet.
 *
 * @param version its version, or its name where it is repeatable
 * @param name the file's name below the directory of migrations
 * @param checksum Flyway's
 * @param transactional false where PostgreSQL refuses a transaction, or the file's .conf says so
 */
public record MigrationFile(
    String version,
    String name,
    int checksum,
    boolean transactional,
    boolean repeatable,
    Path path) {

  static MigrationFile of(MigrationInfo info) {
    return new MigrationFile(
        label(info),
        info.getScript(),
        info.getChecksum() == null ? 0 : info.getChecksum(),
        !(info instanceof MigrationInfoImpl known) || known.canExecuteInTransaction(),
        info.getVersion() == null,
        Path.of(info.getPhysicalLocation() == null ? "" : info.getPhysicalLocation()));
  }

  static String label(MigrationInfo info) {
    return info.getVersion() == null ? info.getScript() : info.getVersion().getVersion();
  }

  public Script script() {
    return Script.of(text());
  }

  private String text() {
    try {
      return Files.readString(path);
    } catch (MalformedInputException e) {
      throw Stop.badInput(name + " is not written in UTF-8");
    } catch (IOException e) {
      throw Stop.badInput(name + " cannot be read");
    }
  }

  /** Why the runner does not take this file: it could not say afterwards what was done. */
  public Optional<String> fault() {
    if (text().isBlank()) {
      return Optional.of(
          name + " is empty; write what it is for, or a comment that it does nothing on purpose");
    }
    Script script = script();
    if (transactional) {
      return script
          .transactionControl()
          .map(words ->
              name + " controls its transaction itself (" + words + "); leave that to the runner");
    }
    if (script.size() > 1) {
      return Optional.of(
          name
              + " runs outside a transaction and holds "
              + script.size()
              + " statements; put each into its own file, so that an interruption can be told");
    }
    return Optional.empty();
  }
}
