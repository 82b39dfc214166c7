package dev.slipway.faults;

import dev.slipway.operator.analysis.LoopbackScraper;
import dev.slipway.operator.analysis.PodScraper;
import dev.slipway.operator.kubernetes.Alarms;
import dev.slipway.operator.kubernetes.BackendReleaseReconciler;
import dev.slipway.operator.kubernetes.Clients;
import dev.slipway.operator.kubernetes.ConfigMapWatch;
import dev.slipway.operator.kubernetes.EmergencyExit;
import dev.slipway.operator.kubernetes.Events;
import dev.slipway.operator.kubernetes.Narrator;
import dev.slipway.operator.kubernetes.PodWatch;
import dev.slipway.operator.kubernetes.Turns;
import dev.slipway.operator.kubernetes.Watches;
import dev.slipway.operator.kubernetes.Watchtower;
import dev.slipway.operator.ops.ElectionTimes;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.ops.Settings;
import dev.slipway.operator.ops.Watchdog;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;

/**
 * The operator as {@code Main} wires it, in this process. It has no election: that a second one may
 * believe to lead is one of the faults.
 */
final class LiveOperator implements Operated {
  /** As the operator's own clients, with less patience, so that a plan that hangs ends sooner. */
  private static final int PATIENCE_MILLIS = 5_000;

  private static final int READ_RETRIES = 3;
  private static final KubernetesSerialization KEPT = Clients.trimming();
  private static final KubernetesSerialization SENT = Clients.tolerant();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KubernetesClient reading;
  private final KubernetesClient writing;
  private final KubernetesClient metadata;
  private final PodScraper requests;
  private final ConfigMapWatch configMaps;
  private final EmergencyExit exit;
  private final Watchtower tower;

  /**
   * Wires it.
   *
   * @param api its door
   * @param pages where the metrics of pods are
   * @param ended called where it ends itself
   */
  LiveOperator(URI api, String namespace, URI pages, Runnable ended) {
    reading = client(api, READ_RETRIES, KEPT);
    writing = client(api, 0, SENT);
    metadata = new Clients().metadata(reading.getConfiguration());
    var clock = InstantSource.system();
    var meters = new ReleaseMeters(registry);
    var alarms = new Alarms();
    requests = LoopbackScraper.start(clock, alarms::wake, pages);
    exit = new EmergencyExit(ended);
    var settings =
        new Settings(
            "example.org/runner", "faults", "", Set.of(namespace), 0, ElectionTimes.DEFAULT);
    configMaps = ConfigMapWatch.start(metadata, settings.namespaces(), alarms::wake);
    var narrator = new Narrator(new Events(writing, settings.podUid()), meters);
    var turns =
        Turns.with(
            reading,
            writing,
            requests,
            configMaps,
            new PodWatch(reading, alarms::wake),
            narrator,
            settings.runnerImage(),
            clock);
    var watchdog = new Watchdog(clock, alarms::exists);
    var reconciler =
        new BackendReleaseReconciler(
            () -> true, turns, new Watches(), alarms, watchdog, meters, clock);
    tower = new Watchtower(reading, settings, reconciler, exit, clock);
  }

  private static KubernetesClient client(URI api, int retries, KubernetesSerialization words) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.toString())
            .withRequestRetryBackoffLimit(retries)
            .withRequestTimeout(PATIENCE_MILLIS)
            .withConnectionTimeout(PATIENCE_MILLIS)
            .withUserAgent("slipway/operator")
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(words)
        .build();
  }

  @Override
  public void start() {
    tower.start();
  }

  @Override
  public String metrics() {
    return registry.scrape();
  }

  @Override
  public void close() {
    exit.leaving();
    requests.close();
    tower.stop();
    configMaps.close();
    reading.close();
    writing.close();
    metadata.close();
  }
}
