package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.ops.Watchdog;
import dev.slipway.operator.release.Protocol.Turn;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the framework calls when anything of a backend has changed or a time has come. */
public final class BackendReleaseReconciler implements Reconciler<BackendRelease> {
  /** Never zero: the framework takes zero for "at once and without end". */
  private static final Duration SOON = Duration.ofMillis(20);

  /** A standby looks this often whether it leads; the election wakes it, but may be overheard. */
  private static final Duration STANDBY = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(60);

  private final BooleanSupplier leads;
  private final Turns turns;
  private final Watches watches;
  private final Alarms alarms;
  private final Watchdog watchdog;
  private final ReleaseMeters meters;
  private final InstantSource clock;

  public BackendReleaseReconciler(
      BooleanSupplier leads,
      Turns turns,
      Watches watches,
      Alarms alarms,
      Watchdog watchdog,
      ReleaseMeters meters,
      InstantSource clock) {
    this.leads = leads;
    this.turns = turns;
    this.watches = watches;
    this.alarms = alarms;
    this.watchdog = watchdog;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, BackendRelease>> prepareEventSources(
      EventSourceContext<BackendRelease> context) {
    alarms.watching(context.getPrimaryCache());
    return watches.sources(context, alarms);
  }

  @Override
  public UpdateControl<BackendRelease> reconcile(
      BackendRelease release, Context<BackendRelease> context) {
    var uid = release.getMetadata().getUid();
    alarms.know(release);
    watchdog.started(uid);
    watchdog.gone().forEach(this::forget);
    if (!leads.getAsBoolean()) {
      return UpdateControl.<BackendRelease>noUpdate().rescheduleAfter(STANDBY);
    }
    try {
      var turn = meters.reconciles().record(() -> turns.take(release, watches.children(context)));
      return UpdateControl.<BackendRelease>noUpdate().rescheduleAfter(pause(turn));
    } catch (Error e) {
      // The framework catches exceptions only; an Error would block this release for ever.
      throw new ReconcileCrashed(e);
    }
  }

  private void forget(String uid) {
    turns.forget(uid);
    alarms.forget(uid);
  }

  private Duration pause(Optional<Turn> turn) {
    if (turn.isEmpty()) {
      return IDLE;
    }
    if (!turn.get().accepted()) {
      return SOON;
    }
    var wake = turn.get().decision().wake();
    var wait = wake.map(at -> Duration.between(clock.instant(), at)).orElse(IDLE);
    return wait.compareTo(SOON) < 0 ? SOON : wait.compareTo(IDLE) > 0 ? IDLE : wait;
  }

  static final class ReconcileCrashed extends RuntimeException {
    ReconcileCrashed(Error cause) {
      super("the reconcile crashed: " + cause.getClass().getSimpleName(), cause);
    }
  }
}
