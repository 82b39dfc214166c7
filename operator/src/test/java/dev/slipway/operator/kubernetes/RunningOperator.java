package dev.slipway.operator.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.slipway.operator.analysis.RequestWatch;
import dev.slipway.operator.ops.ElectionTimes;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.ops.Settings;
import dev.slipway.operator.ops.Watchdog;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operator as {@code Main} wires it, against a given API server and for one namespace. */
final class RunningOperator implements AutoCloseable {
  final List<String> exits = new CopyOnWriteArrayList<>();
  final Alarms alarms = new Alarms();
  private final EmergencyExit exit = new EmergencyExit(() -> exits.add("exit"));
  private final Watchtower tower;
  private final KubernetesClient client;

  RunningOperator(ApiServer server, String namespace, BooleanSupplier leads) {
    this(server.newClient(), namespace, leads);
  }

  RunningOperator(KubernetesClient client, String namespace, BooleanSupplier leads) {
    this(client, namespace, leads, _ -> new Quiet());
  }

  /**
   * @param watching gives what judges requests, and wakes a release by its uid
   */
  RunningOperator(
      KubernetesClient client,
      String namespace,
      BooleanSupplier leads,
      Function<Consumer<String>, RequestWatch> watching) {
    this.client = client;
    var clock = InstantSource.system();
    var meters = new ReleaseMeters(new SimpleMeterRegistry());
    var settings =
        new Settings("example.org/runner", "test", "", Set.of(namespace), 0, ElectionTimes.DEFAULT);
    var turns =
        Turns.with(
            client,
            client,
            watching.apply(alarms::wake),
            ConfigMapWatch.start(
                new Clients().metadata(client.getConfiguration()), Set.of(namespace), alarms::wake),
            new PodWatch(client, alarms::wake),
            new Narrator(new Events(client, "test"), meters),
            settings.runnerImage(),
            clock);
    var reconciler =
        new BackendReleaseReconciler(
            leads,
            turns,
            new Watches(),
            alarms,
            new Watchdog(clock, alarms::exists),
            meters,
            clock);
    tower = new Watchtower(client, settings, reconciler, exit, clock);
    tower.start();
  }

  KubernetesClient client() {
    return client;
  }

  boolean ready() {
    return tower.ready();
  }

  /** Waits until something is so; a test that waits in vain fails. */
  static void eventually(Runnable holds) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(holds::run);
  }

  @Override
  public void close() {
    exit.leaving();
    tower.stop();
    client.close();
  }
}
