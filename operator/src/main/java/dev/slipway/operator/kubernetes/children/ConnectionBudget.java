package dev.slipway.operator.kubernetes.children;

import dev.slipway.operator.kubernetes.wire.Plans;
import java.util.Optional;

/** P8: connections that the pods of a release may open at once. */
final class ConnectionBudget {
  private ConnectionBudget() {}

  /** Empty where nobody has said how many a pod opens. */
  static Optional<Long> of(JobOrder order) {
    var spec = order.owner().getSpec();
    var database = spec == null ? null : spec.database();
    var each = database == null ? null : database.connectionsPerPod();
    if (each == null) {
      return Optional.empty();
    }
    var replicas = spec.replicas() == null ? 1 : spec.replicas();
    return Optional.of((long) each * (replicas + besides(order, replicas)));
  }

  /** On the way forward; a way back from 100 % may have as many old pods beside the new ones. */
  private static int besides(JobOrder order, int replicas) {
    var plan = order.plan();
    return Plans.standsBy(plan.rollback()) ? replicas : Plans.rolling(plan.strategy()).maxSurge();
  }
}
