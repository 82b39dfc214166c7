package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * More pods were asked for after the rollout; that they are not ready yet says nothing of the
 * version.
 *
 * @param from pods that were asked for before
 * @param at when more were asked for
 */
public record Growth(int from, Instant at) {

  /** What is known of the growth once this look is over. */
  static Optional<Growth> after(Optional<Growth> known, Plan plan, Observation seen) {
    var fresh = seen.candidate();
    if (fresh.exists() && fresh.desired() < seen.replicas()) {
      var open = known.filter(growth -> seen.now().isBefore(growth.until(plan)));
      var from = open.map(growth -> Math.min(growth.from(), fresh.desired()));
      return Optional.of(new Growth(from.orElse(fresh.desired()), seen.now()));
    }
    return fresh.complete() ? Optional.empty() : known;
  }

  Instant until(Plan plan) {
    return at.plus(plan.progressDeadline());
  }
}
