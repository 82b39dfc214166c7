package dev.slipway.runner.tool;

import dev.slipway.runner.Stop;
import dev.slipway.runner.sql.Script;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is not applied yet.
 *
 * @param version its version, or its name where it is repeatable
 * @param name the file's name below the directory of migrations
 * @param checksum as the tool computes it
 * @param transactional false where PostgreSQL refuses a transaction, or the file's .conf says so
 * @param text what is run
 */
public record MigrationFile(
    String version,
    String name,
    int checksum,
    boolean transactional,
    boolean repeatable,
    String text) {

  /** A file that is run by its text alone, in a transaction if its statements allow one. */
  public static MigrationFile alone(String version, String name, String text) {
    boolean transactional = Script.of(text).refusesTransaction().isEmpty();
    return new MigrationFile(version, name, 0, transactional, false, text);
  }

  public Script script() {
    return Script.of(text);
  }

  /** Why the runner does not take this file: it could not say afterwards what was done. */
  public Optional<String> fault() {
    if (text.isBlank()) {
      return Optional.of(
          name + " is empty; write what it is for, or a comment that it does nothing on purpose");
    }
    Script script = script();
    if (transactional && script.refusesTransaction().isPresent()) {
      return Optional.of(
          name
              + " cannot run in a transaction ("
              + script.refusesTransaction().get()
              + "); put the statement alone into a file, and say so to the tool");
    }
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

  /** The text of a file, which has to be UTF-8. */
  public static String read(Path path, String name) {
    try {
      return Files.readString(path);
    } catch (MalformedInputException e) {
      throw Stop.badInput(name + " is not written in UTF-8");
    } catch (IOException e) {
      throw Stop.badInput(name + " cannot be read");
    }
  }
}
