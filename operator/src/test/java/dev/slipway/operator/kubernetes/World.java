package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Versions;
import dev.slipway.operator.ops.ReleaseMeters;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol.Turn;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A small cluster with the shop in it; each turn is taken by an operator that has just started. */
final class World {
  private static final int MOST_TURNS = 300;
  private static final Logger CHATTER = Logger.getLogger("io.fabric8.mockwebserver");

  final KubernetesClient client;
  private final KubernetesClient operators;
  final MeterRegistry registry = new SimpleMeterRegistry();
  private final ReleaseMeters meters = new ReleaseMeters(registry);
  final TestClock clock = new TestClock();
  final ClusterPlayer cluster;
  final Inventory inventory;
  private final Inventory shown;
  final Watched watched;
  private Optional<Turns> kept = Optional.empty();
  private Versions configMaps = new Unwatched();

  /** A mock, which keeps no promise about two who write at once. */
  World(KubernetesClient client) {
    this(client, client);
    Definitions.mock(client);
    putConfiguration();
  }

  private World(KubernetesClient client, KubernetesClient operators) {
    CHATTER.setLevel(Level.WARNING);
    this.client = client;
    this.operators = operators;
    this.inventory = new Inventory(client);
    this.shown = client.equals(operators) ? inventory : new Inventory(operators);
    this.cluster = new ClusterPlayer(client, inventory, clock);
    this.watched = new Watched(operators, shown);
  }

  /** A real API server; {@code operators} is the client of the operator alone. */
  static World on(ApiServer server, KubernetesClient operators) {
    Definitions.install(server.client());
    server.namespace(Shop.NAMESPACE);
    var world = new World(server.client(), operators);
    world.clear();
    return world;
  }

  /** A real API server where the operator may do what the chart grants. */
  static World granted(ApiServer server) {
    new Permissions(server.client()).grant();
    return on(server, server.newClient(Permissions.USER));
  }

  /** A real API server where the shop runs, and the operator may do what the chart grants. */
  static World serving(ApiServer server, String version) {
    var world = granted(server);
    world.apply(Shop.version(version));
    world.settle();
    return world;
  }

  private void clear() {
    for (var kind :
        List.of(
            BackendRelease.class,
            ReleaseRecord.class,
            ReleaseRequest.class,
            Deployment.class,
            Service.class,
            Job.class,
            Pod.class,
            Event.class,
            ConfigMap.class)) {
      client.resources(kind).inNamespace(Shop.NAMESPACE).delete();
    }
    putConfiguration();
  }

  void putConfiguration() {
    var before = Writings.of(client, "configmaps");
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(Shop.NAMESPACE)
                .endMetadata()
                .addToData("MODE", "demo")
                .build())
        .create();
    assertThat(Writings.of(client, "configmaps"))
        .as("a client of this world counts what it writes: see Writings")
        .isGreaterThan(before);
  }

  void dropConfiguration() {
    client.configMaps().inNamespace(Shop.NAMESPACE).withName("settings").delete();
  }

  void scale(int replicas) {
    client
        .resources(BackendRelease.class)
        .inNamespace(Shop.NAMESPACE)
        .withName(Shop.NAME)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + replicas + "}}");
  }

  /** Turns in which nothing but time passes. */
  void turns(int count, Duration pause) {
    for (var turn = 0; turn < count; turn++) {
      turn();
      cluster.play();
      clock.pass(pause);
    }
  }

  List<String> events(String reason) {
    return client.resources(Event.class).inNamespace(Shop.NAMESPACE).list().getItems().stream()
        .filter(event -> reason.equals(event.getReason()))
        .map(Event::getNote)
        .toList();
  }

  void edit(UnaryOperator<String> change) {
    var release = release();
    var status = change.apply(Serialization.asJson(release.getStatus()));
    release.setStatus(Serialization.unmarshal(status, BackendReleaseStatus.class));
    client.resource(release).subresource("status").update();
  }

  void apply(BackendRelease wanted) {
    var present = client.resource(wanted).get();
    if (present == null) {
      client.resource(wanted).create();
      return;
    }
    present.setSpec(wanted.getSpec());
    client.resource(present).update();
  }

  /** Writes a request of a person. */
  void ask(String words) {
    var present = release();
    present.getMetadata().setAnnotations(Map.of(Slipway.REQUEST_ANNOTATION, words));
    client.resource(present).update();
  }

  BackendRelease release() {
    return client
        .resources(BackendRelease.class)
        .inNamespace(Shop.NAMESPACE)
        .withName(Shop.NAME)
        .require();
  }

  BackendReleaseStatus status() {
    return release().getStatus();
  }

  Deployment deployment(int number) {
    return client
        .apps()
        .deployments()
        .inNamespace(Shop.NAMESPACE)
        .withName(Names.revision(Shop.NAME, number))
        .require();
  }

  Service service() {
    return client.services().inNamespace(Shop.NAMESPACE).withName(Shop.NAME).require();
  }

  ReleaseRecord record(int number) {
    return client
        .resources(ReleaseRecord.class)
        .inNamespace(Shop.NAMESPACE)
        .withName(Names.revision(Shop.NAME, number))
        .require();
  }

  List<String> jobs(String step) {
    return client.batch().v1().jobs().inNamespace(Shop.NAMESPACE).list().getItems().stream()
        .map(job -> job.getMetadata().getName())
        .filter(name -> name.matches("shop-[0-9]+-" + step + "-[0-9a-f]{8}"))
        .sorted()
        .toList();
  }

  void wipeStatus() {
    var release = release();
    release.setStatus(null);
    client.resource(release).subresource("status").update();
  }

  /** Turns until the release rests with its last word said. */
  void settle(Consumer<Turn> after) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      var taken = turn();
      taken.ifPresent(after);
      cluster.play();
      if (taken.filter(World::rests).isPresent()) {
        inventory.isUpToDate();
        shown.isUpToDate();
        return;
      }
      clock.pass(Duration.ofSeconds(3));
    }
    throw new AssertionError("no end after " + MOST_TURNS + " turns: " + status());
  }

  void settle() {
    settle(turn -> {});
  }

  private static boolean rests(Turn turn) {
    return turn.accepted()
        && turn.before().equals(turn.decision().next())
        && turn.decision().actions().isEmpty()
        && turn.decision()
            .wake()
            .filter(at -> at.isAfter(turn.seen().now().plusSeconds(30)))
            .isPresent()
        && turn.before().phase() instanceof Phase.Resting;
  }

  Optional<Turn> turn() {
    return turn(shown.named(BackendRelease.class, Shop.NAME).orElseThrow());
  }

  Optional<Turn> turn(BackendRelease as) {
    return kept.orElseGet(this::operator).take(as, children());
  }

  /** From now on operators know which ConfigMaps there are. */
  void watching(Versions shown) {
    configMaps = shown;
  }

  /** From now on one operator takes all turns, and keeps what it knows. */
  void oneOperator() {
    kept = Optional.of(operator());
  }

  private Turns operator() {
    return Turns.with(
        operators,
        operators,
        new Quiet(),
        configMaps,
        new ShownPods(shown),
        new Narrator(new Events(operators, "test"), meters),
        "example.org/runner",
        clock);
  }

  /** What the watches show. */
  Children children() {
    return watched.children();
  }
}
