package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.player.Program;
import dev.slipway.faults.player.Script;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One scenario in a namespace of its own, with a plan or without. */
final class Stage implements AutoCloseable {
  /** So long nothing is written any more where everything has come to rest. */
  private static final Duration REST = Duration.ofMillis(2_500);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * An operator looks again within a minute and asks again within another: one that has written
   * nothing for longer will not. How fast the machine is does not matter.
   */
  private static final Duration STUCK = Duration.ofSeconds(150);

  private static final Duration ENDLESS = Duration.ofMinutes(20);

  private final Ground ground;
  private final Scenario scenario;
  private final String namespace;
  private final String canary;
  private final Script script;
  private final Strike strike;
  private final Operators operators;
  private final Traffic traffic;
  private final List<String> faults = new ArrayList<>();

  Stage(Ground ground, Scenario scenario, Optional<Plan> plan) {
    this.ground = ground;
    this.scenario = scenario;
    namespace = ground.name();
    canary = "canary" + namespace + "x7q";
    var program =
        scenario.needsDatabase()
            ? Optional.<Program>of(ground.database(namespace, canary))
            : Optional.<Program>empty();
    script = scenario.script(plan.map(Plan::seed).orElse(0L), canary, program);
    var processes = plan.filter(p -> p.fault().needsProcess()).isPresent();
    strike = new Strike(plan, canary, this::aftermath);
    operators = new Operators(ground, namespace, processes, strike);
    Shop.surroundings(client(), namespace, canary)
        .forEach(each -> client().resource(each).createOr(NonDeletingOperation::update));
    ground.player().cast(namespace, script);
    traffic =
        new Traffic(
            client().services().inNamespace(namespace).inform(),
            () -> ground.player().pods(namespace),
            scenario.mayServe());
  }

  private void aftermath(Fault fault) {
    operators.aftermath(fault);
  }

  private KubernetesClient client() {
    return ground.client();
  }

  /** Releases what the scenario begins with, with nothing broken. */
  Founded found() {
    operators.start();
    for (int each = 1; each <= scenario.before(); each++) {
      var version = each;
      apply(version);
      await("version " + version + " serves", () -> serves(version) && strike.quietFor(REST));
    }
    return Founded.of(client(), namespace, script.ledger().state());
  }

  /**
   * Plays it to its end.
   *
   * @param founded what it begins with; empty: nothing was released yet
   * @param wanted the lines it should end with; empty: any
   */
  Run play(Optional<Founded> founded, Optional<List<String>> wanted) {
    founded.ifPresent(this::resume);
    var begun = System.nanoTime();
    var logged = Secrecy.logged(ground.folder());
    strike.arm(now());
    operators.start();
    scenario.act(this);
    var _ = Wait.until(ENDLESS, () -> atRest(wanted) || strike.quietFor(STUCK));
    var ended = atRest(wanted);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    var end = end();
    faults.addAll(traffic.faults());
    strike.leaks().forEach(leak -> faults.add("a secret went out with " + leak));
    faults.addAll(
        Secrecy.leaks(client(), ground.folder(), logged, operators.pages(), namespace, canary));
    return new Run(strike.struck(), ended, took, strike.trace(), end, List.copyOf(faults));
  }

  private void resume(Founded put) {
    script.ledger().resume(put.database());
    put.copyTo(client(), namespace);
    await(
        "the pods of the serving version are ready",
        () -> ground.player().ready(namespace) == Shop.PODS);
  }

  private boolean atRest(Optional<List<String>> wanted) {
    if (!strike.quietFor(REST) || !over()) {
      return false;
    }
    return wanted
        .map(lines -> Oracles.comparable(lines).equals(Oracles.comparable(end())))
        .orElse(true);
  }

  private boolean over() {
    var present = Optional.ofNullable(release().get());
    if (scenario.leavesNothing()) {
      return present.isEmpty()
          && client().apps().deployments().inNamespace(namespace).list().getItems().isEmpty()
          && client().services().inNamespace(namespace).list().getItems().isEmpty()
          && client().batch().v1().jobs().inNamespace(namespace).list().getItems().isEmpty();
    }
    return present.map(BackendRelease::getStatus).filter(scenario::ended).isPresent();
  }

  private List<String> end() {
    return EndState.of(client(), namespace, script.effects());
  }

  /** The resourceVersion of this moment. */
  private String now() {
    return client()
        .resources(BackendRelease.class)
        .inNamespace(namespace)
        .list()
        .getMetadata()
        .getResourceVersion();
  }

  Script script() {
    return script;
  }

  /** Asks for a version, as a person would. */
  void apply(int version) {
    var wanted = Shop.version(client(), namespace, version, scenario.analysis());
    var present = release().get();
    if (present == null) {
      client().resource(wanted).createOr(NonDeletingOperation::update);
    } else {
      say(Map.of("spec", wanted.getSpec()));
    }
  }

  void delete() {
    traffic.over();
    release().delete();
  }

  /** Asks for something by annotation, as a person would. */
  void request(String words) {
    say(Map.of("metadata", Map.of("annotations", Map.of(Slipway.REQUEST_ANNOTATION, words))));
  }

  /** Whatever the operator writes meanwhile. */
  private void say(Map<String, ?> part) {
    release()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client().getKubernetesSerialization().asJson(part));
  }

  private boolean serves(int version) {
    var found = release().get();
    var status = found == null ? null : found.getStatus();
    return status != null
        && "Ready".equals(status.phase())
        && status.serving() != null
        && Integer.toString(version).equals(status.serving().version());
  }

  boolean inPhase(String phase) {
    var found = release().get();
    return found != null && found.getStatus() != null && phase.equals(found.getStatus().phase());
  }

  boolean jobOf(int number, String step) {
    return !client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(Slipway.REVISION_LABEL, Integer.toString(number))
        .withLabel(Slipway.STEP_LABEL, step)
        .list()
        .getItems()
        .isEmpty();
  }

  void await(String what, BooleanSupplier holds) {
    if (!Wait.until(PATIENCE, holds)) {
      throw new IllegalStateException(
          "%s: waited in vain until %s; there is %s".formatted(namespace, what, end()));
    }
  }

  private Resource<BackendRelease> release() {
    return client().resources(BackendRelease.class).inNamespace(namespace).withName(Shop.NAME);
  }

  @Override
  public void close() {
    operators.close();
    traffic.close();
    ground.player().dismiss(namespace);
  }
}
