package dev.slipway.runner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a file makes and that can be looked for: a table, a column or an index.
 *
 * @param kind {@code relation}, {@code column} or {@code index}
 * @param schema null for the default schema
 * @param name of a column with its table's before it
 */
public record Creation(String kind, @Nullable String schema, String name) {

  private static final Set<String> NO_COLUMN =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE", "NOT", "VALUE");

  private static final Set<String> MOVES = Set.of("DROP", "DO", "SET", "CALL");

  /** As the fingerprint of a schema names it. */
  public String key(String defaultSchema) {
    return kind + " " + (schema == null ? defaultSchema : schema) + "." + name;
  }

  /** Empty where a file also takes away, renames, or does what its text does not show. */
  static List<Creation> of(List<Statement> statements) {
    List<Creation> all = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.startsWithAnyOf(MOVES)
          || (statement.startsWith("ALTER")
              && (statement.contains("RENAME")
                  || statement.contains("DROP")
                  || statement.contains("SET", "SCHEMA")))) {
        return List.of();
      }
      if (statement.startsWith("CREATE")) {
        created(statement).ifPresent(all::add);
      } else if (statement.startsWith("ALTER", "TABLE")) {
        all.addAll(added(statement));
      }
    }
    return all;
  }

  private static Optional<Creation> created(Statement statement) {
    int at = statement.is(1, "UNLOGGED") || statement.is(1, "UNIQUE") ? 2 : 1;
    if (statement.is(at, "TABLE")) {
      return name(statement, tolerant(statement, at + 1))
          .map(table -> new Creation("relation", table.schema(), table.name()));
    }
    if (!statement.is(at, "INDEX")) {
      return Optional.empty();
    }
    int place = tolerant(statement, statement.is(at + 1, "CONCURRENTLY") ? at + 2 : at + 1);
    if (statement.is(place, "ON") || !statement.is(place + 1, "ON")) {
      return Optional.empty();
    }
    String index = statement.tokens().get(place).name();
    // An index lies in the schema of its table.
    return name(statement, statement.is(place + 2, "ONLY") ? place + 3 : place + 2)
        .map(table -> new Creation("index", table.schema(), index));
  }

  private static List<Creation> added(Statement statement) {
    int at = statement.wordsAt(2, "IF", "EXISTS") ? 4 : 2;
    Optional<Name> table = name(statement, statement.is(at, "ONLY") ? at + 1 : at);
    List<Creation> columns = new ArrayList<>();
    if (table.isEmpty() || table.get().next() >= statement.tokens().size()) {
      return columns;
    }
    for (Statement part : statement.from(table.get().next()).parts()) {
      int place = tolerant(part, part.is(1, "COLUMN") ? 2 : 1);
      if (part.is(0, "ADD") && place < part.tokens().size() && !constraint(part, place)) {
        String column = table.get().name() + "." + part.tokens().get(place).name();
        columns.add(new Creation("column", table.get().schema(), column));
      }
    }
    return columns;
  }

  private static boolean constraint(Statement part, int place) {
    return part.from(place).startsWithAnyOf(NO_COLUMN);
  }

  private static int tolerant(Statement statement, int at) {
    return statement.wordsAt(at, "IF", "NOT", "EXISTS") ? at + 3 : at;
  }

  private static Optional<Name> name(Statement statement, int at) {
    return at < statement.tokens().size() ? Optional.of(Name.at(statement, at)) : Optional.empty();
  }
}
