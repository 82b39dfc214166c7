package dev.slipway.backend.schema;

/** How much readiness asks of the schema. */
public enum Strictness {
  /** Nothing; the database only has to be reachable. */
  OFF,
  /** Not behind: everything this build needs is applied, more is fine. */
  NOT_BEHIND,
  /** Exactly what this build needs. */
  EXACT;

  /**
   * @throws IllegalArgumentException naming the accepted words
   */
  public static Strictness parse(String word) {
    return switch (word) {
      case "false" -> OFF;
      case "true" -> NOT_BEHIND;
      case "exact" -> EXACT;
      default -> throw new IllegalArgumentException("is neither true, exact nor false");
    };
  }

  public boolean accepts(SchemaState state) {
    return switch (this) {
      case OFF -> state != SchemaState.UNREACHABLE;
      case NOT_BEHIND -> state == SchemaState.CURRENT || state == SchemaState.AHEAD;
      case EXACT -> state == SchemaState.CURRENT;
    };
  }
}
