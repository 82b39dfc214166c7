package dev.slipway.runner.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with one statement that is done in batches, range by range of a key. Marked by a comment,
 * so that everybody else runs the statement as a whole:
 *
 * <pre>-- slipway:batch table=orders key=id size=5000 pause=100ms</pre>
 *
 * @param table as it is written, with or without its schema
 * @param key column with an index and without NULL; as the statement has to name it
 * @param size rows of a range
 * @param pause between two batches
 * @param statement up to where the condition for the range goes
 */
public record Backfill(String table, String key, int size, Duration pause, String statement) {

  private static final Pattern MARK = Pattern.compile("(?m)^--\\s*slipway:batch\\b(.*)$");
  private static final Pattern SETTINGS =
      Pattern.compile(
          "\\s+table=(?<table>[a-z_][a-z0-9_$]*(?:\\.[a-z_][a-z0-9_$]*)?)"
              + "\\s+key=(?<key>[a-z_][a-z0-9_$]*(?:\\.[a-z_][a-z0-9_$]*)?)"
              + "\\s+size=(?<size>[1-9][0-9]{0,6})(?:\\s+pause=(?<pause>[0-9]{1,5})ms)?\\s*");

  private static final Set<String> BEGINS = Set.of("UPDATE", "DELETE", "INSERT");
  private static final Set<String> AFTER_WHERE =
      Set.of(
          "RETURNING",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "FETCH",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "WINDOW",
          "FOR",
          "CONFLICT");

  public static boolean marked(String text) {
    return MARK.matcher(text).find();
  }

  /** Why a marked file cannot be done in batches, as words; empty where it can. */
  public static Optional<String> fault(String text) {
    Matcher mark = MARK.matcher(text);
    if (!mark.find() || !SETTINGS.matcher(mark.group(1)).matches()) {
      return Optional.of(
          "has a mark that is not of the form -- slipway:batch table=orders key=id size=5000"
              + " pause=100ms");
    }
    Script script = Script.of(text);
    if (script.size() != 1 || !script.statements().getFirst().startsWithAnyOf(BEGINS)) {
      return Optional.of(
          "is done in batches and has to hold one statement: UPDATE, DELETE, or INSERT … SELECT");
    }
    return end(script.statements().getFirst())
        .map(token ->
            "is done in batches, and nothing may follow its WHERE: take away "
                + token.text()
                + ", line "
                + token.line());
  }

  /** Of a marked file without fault. */
  public static Backfill of(String text) {
    Matcher mark = MARK.matcher(text);
    Matcher settings = SETTINGS.matcher(mark.find() ? mark.group(1) : "");
    if (!settings.matches()) {
      throw new IllegalArgumentException("no mark of a backfill");
    }
    String key = settings.group("key");
    String pause = settings.group("pause");
    return new Backfill(
        settings.group("table"),
        key,
        Integer.parseInt(settings.group("size")),
        Duration.ofMillis(pause == null ? 0 : Long.parseLong(pause)),
        bounded(Script.of(text).statements().getFirst(), text));
  }

  /**
   * The statement for one range.
   *
   * @param after the last key of the range before, as a literal; empty for the first range
   * @param upTo the last key of this one, as a literal
   */
  public String of(Optional<String> after, String upTo) {
    return statement
        + after.map(literal -> key + " > " + literal + " AND ").orElse("")
        + key
        + " <= "
        + upTo;
  }

  /**
   * Asks for the last key of the next range.
   *
   * @param rows of the range
   */
  public String next(Optional<String> after, int rows) {
    // Not the column of the answer, which is text: 9 would come after 10.
    return "SELECT r.k::text FROM (SELECT %1$s AS k FROM %2$s%3$s ORDER BY %1$s LIMIT %4$d) r"
            .formatted(
                column(),
                table,
                after.map(literal -> " WHERE " + column() + " > " + literal).orElse(""),
                rows)
        + " ORDER BY r.k DESC LIMIT 1";
  }

  /** The key's name alone. */
  public String column() {
    return key.substring(key.indexOf('.') + 1);
  }

  private static String bounded(Statement statement, String text) {
    int from = statement.tokens().getFirst().from();
    int to = statement.tokens().getLast().to();
    Optional<Token> where = atTop(statement, Set.of("WHERE"));
    if (where.isEmpty()) {
      return text.substring(from, to) + " WHERE ";
    }
    return text.substring(from, where.get().to())
        + " ("
        + text.substring(where.get().to(), to)
        + "\n) AND ";
  }

  private static Optional<Token> end(Statement statement) {
    return atTop(statement, AFTER_WHERE);
  }

  private static Optional<Token> atTop(Statement statement, Set<String> words) {
    int depth = 0;
    for (Token token : statement.tokens()) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.kind() == Token.Kind.WORD && words.contains(token.text())) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }
}
