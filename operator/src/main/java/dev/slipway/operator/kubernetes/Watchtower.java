package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.ops.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The framework, set up so that it never gives up on a release. */
public final class Watchtower {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int THREADS = 10;

  /** A watch that ends is begun again within seconds; one that stays away is a fault of its own. */
  private static final Duration WITHOUT_WATCH = Duration.ofMinutes(2);

  private final EmergencyExit exit;
  private final InstantSource clock;
  private final Operator operator;
  private volatile Instant watched;

  public Watchtower(
      KubernetesClient client,
      Settings settings,
      BackendReleaseReconciler reconciler,
      EmergencyExit exit,
      InstantSource clock) {
    this.exit = exit;
    this.clock = clock;
    watched = clock.instant();
    operator = new Operator(overrider -> configure(overrider, client));
    operator.register(reconciler, overrider -> configure(overrider, settings));
  }

  /** Begins to watch; returns when everything there is was read. */
  public void start() {
    try {
      operator.start();
    } catch (OperatorException e) {
      exit.take("the watches cannot start; are the definitions of both kinds installed", e);
    }
  }

  /** Whether the watches run; a standby watches too. */
  public boolean ready() {
    return operator.getRuntimeInfo().isStarted();
  }

  /** Whether every watch is connected, or was a moment ago. */
  public boolean watches() {
    var runtime = operator.getRuntimeInfo();
    if (!runtime.isStarted() || runtime.allEventSourcesAreHealthy()) {
      watched = clock.instant();
    }
    return clock.instant().isBefore(watched.plus(WITHOUT_WATCH));
  }

  /**
   * Ends the work if that goes quickly. Waiting would gain nothing: a release goes on from its
   * status, wherever it was left.
   */
  public void stop() {
    var end = Thread.ofPlatform().daemon().name("stop").start(operator::stop);
    try {
      end.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by the framework more than once. */
  private void configure(ConfigurationServiceOverrider overrider, KubernetesClient client) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(THREADS)
        .checkingCRDAndValidateLocalModel(false)
        .withInformerStoppedHandler((informer, cause) -> exit.take("a watch has ended", cause));
  }

  private static void configure(
      ControllerConfigurationOverrider<BackendRelease> overrider, Settings settings) {
    overrider
        .withGenerationAware(false)
        .withOnUpdateFilter(worthALook())
        .withRetry(retries())
        .withInformerListLimit(Watches.PAGE)
        .withReconciliationMaxInterval(LONGEST_PAUSE);
    if (!settings.namespaces().isEmpty()) {
      overrider.settingNamespaces(settings.namespaces());
    }
  }

  /** What failed is tried again for ever, after 1, 1, 2, 4 and at most 60 seconds. */
  static GenericRetry retries() {
    return new GenericRetry()
        .setInitialInterval(1_000)
        .setIntervalMultiplier(2)
        .setMaxInterval(LONGEST_PAUSE.toMillis())
        .withoutMaxAttempts();
  }

  /** The spec, the deletion or our annotations; our own status writes are none of these. */
  private static OnUpdateFilter<BackendRelease> worthALook() {
    return (next, old) ->
        !Objects.equals(next.getMetadata().getGeneration(), old.getMetadata().getGeneration())
            || !Objects.equals(
                next.getMetadata().getDeletionTimestamp(), old.getMetadata().getDeletionTimestamp())
            || !ours(next).equals(ours(old));
  }

  private static Map<String, String> ours(BackendRelease release) {
    var annotations = release.getMetadata().getAnnotations();
    return annotations == null
        ? Map.of()
        : annotations.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(Slipway.GROUP + "/"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
