package dev.slipway.operator.kubernetes.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Ready, Reconciling and Stalled. Ready is always there; of the other two at most one, and only
 * while it is true, because readers take the first true one they find.
 */
final class Conditions {
  private Conditions() {}

  /** How a release stands, in the words of the tools that wait for it. */
  enum Standing {
    READY,
    WORKING,
    STALLED
  }

  static List<Condition> of(
      Standing standing,
      String reason,
      String message,
      long generation,
      Instant now,
      List<Condition> before) {
    var all = new ArrayList<Condition>();
    switch (standing) {
      case READY -> all.add(condition("Ready", "True", reason, message));
      case WORKING -> {
        all.add(condition("Ready", "Unknown", reason, message));
        all.add(condition("Reconciling", "True", reason, message));
      }
      case STALLED -> {
        all.add(condition("Ready", "False", reason, message));
        all.add(condition("Stalled", "True", reason, message));
      }
    }
    for (var condition : all) {
      condition.setObservedGeneration(generation);
      condition.setLastTransitionTime(since(condition, before, now));
    }
    return all;
  }

  private static Condition condition(String type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private static String since(Condition next, List<Condition> before, Instant now) {
    return before.stream()
        .filter(old -> next.getType().equals(old.getType()))
        .filter(old -> next.getStatus().equals(old.getStatus()))
        .map(Condition::getLastTransitionTime)
        .findFirst()
        .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
