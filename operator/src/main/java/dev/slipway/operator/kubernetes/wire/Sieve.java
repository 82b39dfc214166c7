package dev.slipway.operator.kubernetes.wire;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of a JSON object are read; a list is treated as each of its elements. */
@FunctionalInterface
interface Sieve {
  /** Everything, at every depth. */
  Sieve ALL = _ -> Sieve.ALL;

  /** None; what is left of an object is an empty one. */
  Sieve NONE = _ -> null;

  /** What is read of this field's value, or null where the field is left out. */
  @Nullable Sieve of(String field);

  /** These fields and no others. */
  static Sieve only(Map<String, Sieve> fields) {
    return Map.copyOf(fields)::get;
  }

  /** All fields but these. */
  static Sieve without(String... fields) {
    var left = Set.of(fields);
    return field -> left.contains(field) ? null : ALL;
  }

  /** All fields, but of each only so much. */
  static Sieve each(Sieve value) {
    return _ -> value;
  }

  /** The same, but for one field. */
  default Sieve with(String field, Sieve value) {
    return asked -> asked.equals(field) ? value : of(asked);
  }
}
