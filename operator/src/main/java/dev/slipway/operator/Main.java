package dev.slipway.operator;

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
import dev.slipway.operator.kubernetes.lead.Leadership;
import dev.slipway.operator.kubernetes.lead.Ticking;
import dev.slipway.operator.ops.Probes;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.ops.Settings;
import dev.slipway.operator.ops.Watchdog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;

/** Starts the operator. */
public final class Main {
  private Main() {}

  /** Everything there is, in the order in which it depends on each other. */
  public static void main(String[] args) throws InterruptedException {
    var settings = Settings.from(System.getenv());
    var clock = InstantSource.system();
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var meters = new ReleaseMeters(registry);
    var exit = new EmergencyExit(() -> Runtime.getRuntime().halt(1));

    var clients = new Clients();
    var alarms = new Alarms();
    var leadership =
        Leadership.of(
            settings,
            clients::leasing,
            Ticking.of(clock),
            alarms::wakeAll,
            () -> exit.take("the lease is lost", null));
    meters.leading(leadership::leads);
    // The API server is asked while the rest is put together; nothing acts before the watches run.
    leadership.start();

    var reading = clients.reading();
    var writing = clients.writing();
    var requests = PodScraper.start(clock, alarms::wake);
    var watchdog = new Watchdog(clock, alarms::exists);
    var narrator = new Narrator(new Events(writing, settings.podUid()), meters);
    var metadata = clients.metadata(reading.getConfiguration());
    var configMaps = ConfigMapWatch.start(metadata, settings.namespaces(), alarms::wake);
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
    var reconciler =
        new BackendReleaseReconciler(
            leadership::leads, turns, new Watches(), alarms, watchdog, meters, clock);

    var tower = new Watchtower(reading, settings, reconciler, exit, clock);
    var probes =
        Probes.start(
            settings.port(),
            () -> !watchdog.stuck() && leadership.looks() && tower.watches(),
            tower::ready,
            registry::scrape);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  exit.leaving();
                  tower.stop();
                  leadership.close();
                  requests.close();
                  probes.close();
                  // Threads of watches would otherwise go on deciding for a while.
                  Runtime.getRuntime().halt(0);
                }));
    // Whoever starts while there is no API server waits for it, and need not be started again.
    leadership.awaitAnswer();
    tower.start();
  }
}
