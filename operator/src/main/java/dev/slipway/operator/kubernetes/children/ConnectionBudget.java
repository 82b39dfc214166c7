package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Standby;
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
    return Optional.of((long) each * (replicas + (standsBy(order) ? replicas : surge(order))));
  }

  private static boolean standsBy(JobOrder order) {
    var rollback = order.plan().rollback();
    return rollback != null && rollback.standby() == Standby.FULL;
  }

  /** On the way forward; a way back from 100 % may have as many old pods beside the new ones. */
  private static int surge(JobOrder order) {
    var strategy = order.plan().strategy();
    var rolling = strategy == null ? null : strategy.rolling();
    var surge = rolling == null ? null : rolling.maxSurge();
    return surge == null ? 1 : surge;
  }
}
