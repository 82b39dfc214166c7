package dev.slipway.operator.kubernetes.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Whether an object still holds everything that was written. What the API server or others have
 * added beside it (defaults, the annotation of a restart) is no drift.
 */
final class Drift {
  private Drift() {}

  /** Path of the first thing that is missing or different, free of values. */
  static Optional<String> of(JsonNode wanted, JsonNode present, String path) {
    if (wanted.isNull() || (wanted.isContainerNode() && wanted.isEmpty())) {
      return Optional.empty();
    }
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .flatMap(member ->
              of(member.getValue(), present.path(member.getKey()), path + "." + member.getKey())
                  .stream())
          .findFirst();
    }
    if (wanted.isArray()) {
      return wanted.get(0).isObject()
          ? elements(wanted, present, path)
          : same(wanted.equals(present), path);
    }
    return same(alike(wanted, present), path);
  }

  /** Others may have put elements of their own between ours. */
  private static Optional<String> elements(JsonNode wanted, JsonNode present, String path) {
    for (var element : wanted) {
      var name = element.path("name").asText("");
      var place = name.isEmpty() ? path : path + "[" + name + "]";
      var closest =
          StreamSupport.stream(present.spliterator(), false)
              .filter(other -> other.path("name").asText("").equals(name))
              .map(other -> of(element, other, place))
              .reduce((one, other) -> one.isEmpty() ? one : other)
              .orElse(Optional.of(place));
      if (closest.isPresent()) {
        return closest;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> same(boolean same, String path) {
    return same ? Optional.empty() : Optional.of(path);
  }

  /** The API server leaves out what says nothing, and writes quantities in its own way. */
  private static boolean alike(JsonNode wanted, JsonNode present) {
    if (present.isMissingNode() || present.isNull()) {
      return wanted.asText().isEmpty() || (wanted.isBoolean() && !wanted.asBoolean());
    }
    return wanted.asText().equals(present.asText()) || quantity(wanted, present);
  }

  private static boolean quantity(JsonNode wanted, JsonNode present) {
    try {
      return Quantity.getAmountInBytes(new Quantity(wanted.asText()))
              .compareTo(Quantity.getAmountInBytes(new Quantity(present.asText())))
          == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
