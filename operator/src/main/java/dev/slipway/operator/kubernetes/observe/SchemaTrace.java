package dev.slipway.operator.kubernetes.observe;

import java.util.List;
import java.util.Optional;

/**
 * What a migration told of the objects in the schema, for people; nothing is decided by it.
 *
 * @param before fingerprint when it began
 * @param after fingerprint when it ended
 * @param notes sentences
 */
public record SchemaTrace(Optional<String> before, Optional<String> after, List<String> notes) {
  static final SchemaTrace NONE = new SchemaTrace(Optional.empty(), Optional.empty(), List.of());

  public SchemaTrace {
    notes = List.copyOf(notes);
  }

  /** Of two migrations of one attempt: from where the first began to where the second ended. */
  SchemaTrace then(SchemaTrace later) {
    return new SchemaTrace(
        before.or(later::before),
        later.after().or(this::after),
        later.notes().isEmpty() ? notes : later.notes());
  }
}
