package dev.slipway.runner.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE INDEX CONCURRENTLY} or {@code DROP INDEX CONCURRENTLY}: the statements outside a
 * transaction of which the catalog tells whether they were done.
 *
 * @param schema as written; null means the default schema
 * @param tolerant IF [NOT] EXISTS was given
 */
public record IndexChange(Kind kind, @Nullable String schema, String name, boolean tolerant) {
  /** What becomes of the index. */
  public enum Kind {
    CREATE,
    DROP
  }

  static Optional<IndexChange> of(Statement statement) {
    if (statement.startsWith("CREATE")) {
      return created(statement, statement.is(1, "UNIQUE") ? 2 : 1);
    }
    if (statement.startsWith("DROP", "INDEX", "CONCURRENTLY")) {
      return dropped(statement);
    }
    return Optional.empty();
  }

  private static Optional<IndexChange> created(Statement statement, int at) {
    if (!statement.wordsAt(at, "INDEX", "CONCURRENTLY")) {
      return Optional.empty();
    }
    boolean tolerant = statement.wordsAt(at + 2, "IF", "NOT", "EXISTS");
    int name = at + (tolerant ? 5 : 2);
    if (statement.is(name, "ON") || !statement.is(name + 1, "ON")) {
      return Optional.empty();
    }
    int table = name + (statement.is(name + 2, "ONLY") ? 3 : 2);
    String schema = statement.is(table + 1, ".") ? statement.tokens().get(table).name() : null;
    return Optional.of(
        new IndexChange(Kind.CREATE, schema, statement.tokens().get(name).name(), tolerant));
  }

  private static Optional<IndexChange> dropped(Statement statement) {
    boolean tolerant = statement.wordsAt(3, "IF", "EXISTS");
    int at = tolerant ? 5 : 3;
    if (at >= statement.tokens().size() || statement.parts().size() > 1) {
      return Optional.empty();
    }
    boolean qualified = statement.is(at + 1, ".") && at + 2 < statement.tokens().size();
    return Optional.of(
        new IndexChange(
            Kind.DROP,
            qualified ? statement.tokens().get(at).name() : null,
            statement.tokens().get(qualified ? at + 2 : at).name(),
            tolerant));
  }
}
