package dev.slipway.runner.schema;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import java.util.List;

/**
 * What belongs to one backend in a database that may be shared.
 *
 * @param schemas the first one is the default schema and holds the history table
 * @param historyTable the tool's own table
 */
public record Place(List<String> schemas, String historyTable) {
  private static final String NAME = "[a-z_][a-z0-9_$]{0,62}";

  public Place {
    schemas = List.copyOf(schemas);
    schemas.forEach(Place::mustBeName);
    mustBeName(historyTable);
  }

  public static Place from(Environment environment, String usualHistoryTable) {
    List<String> schemas = environment.list("SLIPWAY_SCHEMAS");
    return new Place(
        schemas.isEmpty() ? List.of("public") : schemas,
        environment.text("SLIPWAY_HISTORY_TABLE").orElse(usualHistoryTable));
  }

  public String defaultSchema() {
    return schemas.getFirst();
  }

  /** Schema and table of the history: what tells one backend's migrations from another's. */
  public String history() {
    return defaultSchema() + "." + historyTable;
  }

  /** The same, fit for a statement. */
  public String quotedHistory() {
    return "\"" + defaultSchema() + "\".\"" + historyTable + "\"";
  }

  private static void mustBeName(String name) {
    if (!name.matches(NAME)) {
      throw Stop.badInput("a schema or history table has a name that is not allowed");
    }
  }
}
