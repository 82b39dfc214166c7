package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.ops.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework, set up so that it never gives up on a release and never works without a lease. */
public final class Watchtower {
  private static final Logger LOG = LoggerFactory.getLogger(Watchtower.class);
  private static final String LEASE = "slipway-operator";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int THREADS = 10;

  private final Operator operator;
  private volatile boolean stopping;

  public Watchtower(
      KubernetesClient client, Settings settings, BackendReleaseReconciler reconciler) {
    // Built once: the framework calls the lambda below more than once.
    var election = settings.elects() ? election(settings) : null;
    operator = new Operator(overrider -> configure(overrider, client, election));
    operator.register(reconciler, overrider -> configure(overrider, settings));
  }

  public void start() {
    operator.start();
  }

  /** Whether the watches run; a standby watches too. */
  public boolean ready() {
    return operator.getRuntimeInfo().isStarted();
  }

  /**
   * Ends the work, and gives the lease back if that goes quickly. Waiting would gain nothing: a
   * release goes on from its status, wherever it was left. The framework's own stop may wait for
   * ever for the callback of its lease.
   */
  public void stop() {
    stopping = true;
    var end = Thread.ofPlatform().daemon().name("stop").start(operator::stop);
    try {
      end.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      @Nullable LeaderElectionConfiguration election) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(THREADS)
        .checkingCRDAndValidateLocalModel(false)
        .withInformerStoppedHandler((informer, cause) -> exit("a watch has ended", cause));
    if (election != null) {
      overrider.withLeaderElectionConfiguration(election);
    }
  }

  private static void configure(
      ControllerConfigurationOverrider<BackendRelease> overrider, Settings settings) {
    overrider
        .withGenerationAware(false)
        .withOnUpdateFilter(worthALook())
        .withRetry(
            new GenericRetry()
                .setInitialInterval(1_000)
                .setIntervalMultiplier(2)
                .setMaxInterval(LONGEST_PAUSE.toMillis())
                .withoutMaxAttempts())
        .withReconciliationMaxInterval(LONGEST_PAUSE);
    if (!settings.namespaces().isEmpty()) {
      overrider.settingNamespaces(settings.namespaces());
    }
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

  private LeaderElectionConfiguration election(Settings settings) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(settings.podNamespace())
        .withIdentity(settings.podUid())
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> LOG.info("this process leads"),
                () -> exit("the lease is lost", null),
                leader -> LOG.atInfo().addKeyValue("leader", leader).log("a leader was elected")))
        .build();
  }

  /** Without a lease or a watch nothing may be done any more, and a fresh start is the cure. */
  private void exit(String why, @Nullable Throwable cause) {
    if (!stopping) {
      LOG.atError().setCause(cause).log("{}; the process ends", why);
      Runtime.getRuntime().halt(1);
    }
  }
}
