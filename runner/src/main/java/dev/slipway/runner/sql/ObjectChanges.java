package dev.slipway.runner.sql;

import dev.slipway.runner.sql.ObjectChange.AddEnumValue;
import dev.slipway.runner.sql.ObjectChange.BuildIndex;
import dev.slipway.runner.sql.ObjectChange.DetachPartition;
import dev.slipway.runner.sql.ObjectChange.DropIndex;
import dev.slipway.runner.sql.ObjectChange.Maintenance;
import java.util.Optional;
import java.util.Set;

/** Recognises the statements that PostgreSQL refuses inside a transaction. */
final class ObjectChanges {
  private static final Set<String> MAINTENANCE = Set.of("VACUUM", "ANALYZE", "CLUSTER", "REINDEX");

  private ObjectChanges() {}

  /** Empty where no object of the catalog decides. */
  static Optional<ObjectChange> of(Statement statement) {
    if (statement.startsWithAnyOf(MAINTENANCE)) {
      return Optional.of(new Maintenance(statement.tokens().getFirst().text()));
    }
    if (statement.startsWith("CREATE")) {
      return built(statement, statement.is(1, "UNIQUE") ? 2 : 1);
    }
    if (statement.startsWith("DROP", "INDEX", "CONCURRENTLY")) {
      return dropped(statement);
    }
    if (statement.startsWith("ALTER", "TYPE")) {
      return valueAdded(statement);
    }
    if (statement.startsWith("ALTER", "TABLE")) {
      return detached(statement);
    }
    return Optional.empty();
  }

  /** True for what fails in a transaction, whatever a tool believes. */
  static boolean refusesTransaction(Statement statement) {
    return statement.startsWith("VACUUM")
        || statement.startsWith("ALTER", "SYSTEM")
        || statement.startsWith("CREATE", "DATABASE")
        || statement.startsWith("DROP", "DATABASE")
        || statement.startsWith("CREATE", "TABLESPACE")
        || statement.startsWith("DROP", "TABLESPACE")
        || (statement.startsWith("CLUSTER") && statement.tokens().size() == 1)
        || (statement.contains("CONCURRENTLY") && concurrently(statement));
  }

  /** All but REFRESH MATERIALIZED VIEW CONCURRENTLY, which is at home in a transaction. */
  private static boolean concurrently(Statement statement) {
    return statement.contains("INDEX", "CONCURRENTLY")
        || statement.startsWith("REINDEX")
        || statement.contains("DETACH", "PARTITION");
  }

  private static Optional<ObjectChange> built(Statement statement, int at) {
    if (!statement.wordsAt(at, "INDEX", "CONCURRENTLY")) {
      return Optional.empty();
    }
    boolean tolerant = statement.wordsAt(at + 2, "IF", "NOT", "EXISTS");
    int name = at + (tolerant ? 5 : 2);
    if (statement.is(name, "ON") || !statement.is(name + 1, "ON")) {
      return Optional.empty();
    }
    Name table = Name.at(statement, name + (statement.is(name + 2, "ONLY") ? 3 : 2));
    return Optional.of(
        new BuildIndex(table.schema(), statement.tokens().get(name).name(), tolerant));
  }

  private static Optional<ObjectChange> dropped(Statement statement) {
    boolean tolerant = statement.wordsAt(3, "IF", "EXISTS");
    int at = tolerant ? 5 : 3;
    if (at >= statement.tokens().size() || statement.parts().size() > 1) {
      return Optional.empty();
    }
    Name index = Name.at(statement, at);
    return Optional.of(new DropIndex(index.schema(), index.name(), tolerant));
  }

  private static Optional<ObjectChange> valueAdded(Statement statement) {
    if (statement.tokens().size() < 6) {
      return Optional.empty();
    }
    Name type = Name.at(statement, 2);
    int at = type.next();
    boolean tolerant = statement.wordsAt(at + 2, "IF", "NOT", "EXISTS");
    int value = at + (tolerant ? 5 : 2);
    if (!statement.wordsAt(at, "ADD", "VALUE") || value >= statement.tokens().size()) {
      return Optional.empty();
    }
    String text = statement.tokens().get(value).text();
    return Optional.of(new AddEnumValue(type.schema(), type.name(), text, tolerant));
  }

  private static Optional<ObjectChange> detached(Statement statement) {
    int at = statement.wordsAt(2, "IF", "EXISTS") ? 4 : 2;
    if (at >= statement.tokens().size()) {
      return Optional.empty();
    }
    Name table = Name.at(statement, at);
    int partition = table.next() + 2;
    if (!statement.wordsAt(table.next(), "DETACH", "PARTITION")
        || !statement.tokens().getLast().is("CONCURRENTLY")
        || partition >= statement.tokens().size()) {
      return Optional.empty();
    }
    Name child = Name.at(statement, partition);
    return Optional.of(
        new DetachPartition(table.schema(), table.name(), child.schema(), child.name()));
  }
}
