package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.Fact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** P6: what whoever releases has to declare before anything begins. */
final class Facts {
  private Facts() {}

  /** A sentence that names all that are missing at once. */
  static Optional<String> missing(BackendReleaseSpec spec) {
    if (spec.gates() == null || spec.gates().facts().isEmpty()) {
      return Optional.empty();
    }
    var declared =
        (spec.change() == null ? List.<Fact>of() : spec.change().facts())
            .stream()
                .filter(fact -> fact.value() != null && !fact.value().isBlank())
                .map(Fact::name)
                .collect(Collectors.toSet());
    var missing = spec.gates().facts().stream().filter(fact -> !declared.contains(fact)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "spec.gates.facts asks for %s; declare it in spec.change.facts and the release begins"
                .formatted(String.join(", ", missing)));
  }
}
