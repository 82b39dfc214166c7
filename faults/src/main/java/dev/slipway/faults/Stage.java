package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.player.Script;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One scenario in a namespace of its own, with a plan or without. */
final class Stage implements AutoCloseable {
  /** So long nothing is written any more where everything has come to rest. */
  private static final Duration REST = Duration.ofMillis(2_500);

  private static final Duration PATIENCE = Duration.ofMinutes(3);

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
    script = scenario.script(plan.map(Plan::seed).orElse(0L), canary);
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

  /**
   * Plays it to its end.
   *
   * @param patience how long it may take once writes count
   * @param wanted the lines it should end with; empty: any
   */
  Run play(Duration patience, Optional<List<String>> wanted) {
    operators.start();
    if (scenario.begins()) {
      apply(1);
      await("version 1 serves", () -> inPhase("Ready") && strike.quietFor(REST));
    }
    var begun = System.nanoTime();
    strike.arm(now());
    scenario.act(this);
    var ended = Wait.until(patience, () -> atRest(wanted));
    var took = Duration.ofNanos(System.nanoTime() - begun);
    var end = end();
    faults.addAll(traffic.faults());
    strike.leaks().forEach(leak -> faults.add("a secret went out with " + leak));
    faults.addAll(Secrecy.leaks(client(), ground.folder(), namespace, canary));
    return new Run(strike.struck(), ended, took, strike.trace(), end, List.copyOf(faults));
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
    return EndState.of(client(), namespace, script.ledger().effects());
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
      release()
          .edit(found -> {
            found.setSpec(wanted.getSpec());
            return found;
          });
    }
  }

  void delete() {
    traffic.over();
    release().delete();
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
    client().namespaces().withName(namespace).delete();
  }
}
