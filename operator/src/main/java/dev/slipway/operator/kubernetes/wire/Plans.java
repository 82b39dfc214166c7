package dev.slipway.operator.kubernetes.wire;

import dev.slipway.api.v1alpha1.Analysis;
import dev.slipway.api.v1alpha1.BackendReleaseSpec;
import dev.slipway.api.v1alpha1.ReleaseRecordSpec;
import dev.slipway.api.v1alpha1.Rollback;
import dev.slipway.api.v1alpha1.Smoke;
import dev.slipway.api.v1alpha1.Span;
import dev.slipway.api.v1alpha1.Standby;
import dev.slipway.api.v1alpha1.Strategy;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Rolling;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plans as the core knows them, from a spec or from the record that pinned one. */
public final class Plans {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private Plans() {}

  /**
   * The plan a spec asks for.
   *
   * @throws IllegalArgumentException with a sentence for the user where the spec makes no sense
   */
  public static Plan wanted(BackendReleaseSpec spec, String hash) {
    return plan(
        hash,
        spec.version(),
        spec.migrations() != null,
        spec.smoke(),
        spec.strategy(),
        spec.analysis(),
        spec.bake(),
        spec.progressDeadline(),
        spec.rollback());
  }

  /** The plan a record pinned. */
  public static Plan pinned(ReleaseRecordSpec record) {
    var plan = record.plan();
    return plan(
        record.planHash(),
        record.version(),
        plan.migrations() != null,
        plan.smoke(),
        plan.strategy(),
        plan.analysis(),
        plan.bake(),
        plan.progressDeadline(),
        plan.rollback());
  }

  private static Plan plan(
      String hash,
      String version,
      boolean migrates,
      @Nullable Smoke smoke,
      @Nullable Strategy strategy,
      @Nullable Analysis analysis,
      @Nullable Span bake,
      @Nullable Span progressDeadline,
      @Nullable Rollback rollback) {
    return new Plan(
        hash,
        version,
        migrates,
        smokes(smoke),
        rolling(strategy),
        analysis != null && analysis.metrics() != null,
        unhealthyAfter(analysis),
        span(bake, TEN_MINUTES),
        progressDeadline(progressDeadline),
        rollback == null || !Boolean.FALSE.equals(rollback.automatic()),
        smoke != null && smoke.login() != null,
        standsBy(rollback));
  }

  private static boolean smokes(@Nullable Smoke smoke) {
    return smoke != null
        && (smoke.health() != null || smoke.ready() != null || smoke.login() != null);
  }

  /** Whether the old version keeps all its pods until the bake is over. */
  public static boolean standsBy(@Nullable Rollback rollback) {
    return rollback != null && rollback.standby() == Standby.FULL;
  }

  /** How long anything may go without progress. */
  public static Duration progressDeadline(@Nullable Span given) {
    return span(given, TEN_MINUTES);
  }

  /** How pods are exchanged. */
  public static Rolling rolling(@Nullable Strategy strategy) {
    var rolling = strategy == null ? null : strategy.rolling();
    if (rolling == null) {
      return new Rolling(1, 0, Duration.ZERO);
    }
    var surge = rolling.maxSurge();
    var unavailable = rolling.maxUnavailable();
    return new Rolling(
        surge == null ? 1 : surge,
        unavailable == null ? 0 : unavailable,
        span(rolling.delay(), Duration.ZERO));
  }

  private static Duration unhealthyAfter(@Nullable Analysis analysis) {
    var health = analysis == null ? null : analysis.health();
    return span(health == null ? null : health.failingFor(), FIVE_MINUTES);
  }

  private static Duration span(@Nullable Span span, Duration otherwise) {
    return span == null ? otherwise : span.toDuration();
  }
}
