package dev.slipway.runner.tool;

import dev.slipway.runner.Stop;
import dev.slipway.runner.sql.Backfill;
import dev.slipway.runner.sql.Script;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** As editors on Windows leave it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** More would not fit into the runner's memory with all its words. */
  private static final int LONGEST = 4 << 20;

  /** A file that is run by its text alone, in a transaction if its statements allow one. */
  public static MigrationFile alone(String version, String name, String text) {
    boolean transactional = allowsTransaction(text);
    return new MigrationFile(version, name, 0, transactional, false, text);
  }

  /** Whether its statements allow a transaction; a file too long to be read is refused anyway. */
  public static boolean allowsTransaction(String text) {
    return text.length() > LONGEST || Script.of(text).refusesTransaction().isEmpty();
  }

  /** Done in batches, and not by the tool. */
  public boolean backfill() {
    return transactional && !repeatable && Backfill.marked(text);
  }

  /** Statements that lose data, as {@code file: words}; none where the file is refused. */
  public List<String> destructive() {
    return fault().isPresent()
        ? List.of()
        : script().destructive().stream().map(words -> name + ": " + words).toList();
  }

  public Script script() {
    return Script.of(text);
  }

  /** Why the runner does not take this file: it could not say afterwards what was done. */
  public Optional<String> fault() {
    return size()
        .or(() -> foreign(script()))
        .or(() -> backfill() ? Backfill.fault(text) : Optional.empty())
        .or(() -> transactional ? inside(script()) : outside(script()))
        .map(words -> name + " " + words);
  }

  private Optional<String> size() {
    if (text.isBlank()) {
      return Optional.of(
          "is empty; write what it is for, or a comment that it does nothing on purpose");
    }
    return text.length() > LONGEST
        ? Optional.of("is longer than 4 MiB; bring data in by other means than a migration")
        : Optional.empty();
  }

  private static Optional<String> foreign(Script script) {
    return script
        .psqlCommand()
        .map(it -> "holds a command of psql (" + it + "), which is no SQL; write it as SQL")
        .or(() -> script.unclosed().map(it -> "has " + it + ", that never ends; close it"))
        .or(() -> script.sessionControl().map(it -> it + "; the session is the runner's"));
  }

  private static Optional<String> inside(Script script) {
    return script
        .refusesTransaction()
        .map(it ->
            "cannot run in a transaction ("
                + it
                + "); put the statement alone into a file, and say so to the tool")
        .or(() ->
            script
                .transactionControl()
                .map(it ->
                    "controls its transaction itself (" + it + "); leave that to the runner"));
  }

  private static Optional<String> outside(Script script) {
    return script.size() > 1
        ? Optional.of(
            "runs outside a transaction and holds "
                + script.size()
                + " statements; put each into its own file, so that an interruption can be told")
        : Optional.empty();
  }

  /** The text of a file, which has to be UTF-8. */
  public static String read(Path path, String name) {
    try {
      String text = Files.readString(path);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (MalformedInputException e) {
      throw Stop.badInput(name + " is not written in UTF-8");
    } catch (IOException e) {
      throw Stop.badInput(name + " cannot be read");
    }
  }
}
