package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.faults.database.Database;
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
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration ENDLESS = Duration.ofMinutes(20);

  private final Ground ground;
  private final Scenario scenario;
  private final String namespace;
  private final String canary;
  private final Optional<Database> database;
  private final Script script;
  private final Strike strike;
  private final Operators operators;
  private final Traffic traffic;
  private final List<String> faults = new ArrayList<>();
  private long lookedAt;
  private long quietLooks;

  Stage(Ground ground, Scenario scenario, Optional<Plan> plan) {
    this.ground = ground;
    this.scenario = scenario;
    namespace = ground.name();
    canary = "canary" + namespace + "x7q";
    database = scenario.database().map(fate -> ground.database(namespace, canary, fate));
    script =
        scenario.script(plan.map(Plan::seed).orElse(0L), canary, database.map(Program.class::cast));
    var processes = plan.filter(p -> p.fault().needsProcess()).isPresent();
    strike = new Strike(plan, canary, this::aftermath);
    operators = new Operators(ground, namespace, processes, strike);
    Shop.surroundings(client(), namespace, canary)
        .forEach(each -> client().resource(each).createOr(NonDeletingOperation::update));
    traffic =
        new Traffic(
            () -> ground.sight().service(namespace),
            () -> ground.player().pods(namespace),
            scenario.mayServe(),
            System::nanoTime);
    ground.sight().onlooker(namespace, traffic::look);
    ground.player().cast(namespace, script, traffic::look);
  }

  private void aftermath(Fault fault) {
    operators.aftermath(fault);
  }

  private KubernetesClient client() {
    return ground.client();
  }

  /** Puts by what there is now. */
  Founded founded() {
    return Founded.of(client(), namespace, script.ledger().state(), database);
  }

  /**
   * Plays it to its end.
   *
   * @param founded what it begins with; empty: nothing was released yet
   * @param wanted the lines it should end with; empty: any
   */
  Run play(Optional<Founded> founded, Optional<List<String>> wanted) {
    begin(founded);
    var begun = System.nanoTime();
    var logged = Secrecy.logged(ground.folder());
    strike.arm(now());
    operators.start();
    scenario.act(this);
    // What is written afterwards shows in the end; to look again would be another moment.
    var rested = new AtomicBoolean();
    var _ =
        Wait.until(
            ENDLESS,
            () -> {
              rested.set(atRest(wanted));
              return rested.get() || stuck();
            });
    var took = Duration.ofNanos(System.nanoTime() - begun);
    var end = end();
    faults.addAll(traffic.faults());
    strike.leaks().forEach(leak -> faults.add("a secret went out with " + leak));
    faults.addAll(
        Secrecy.leaks(client(), ground.folder(), logged, operators.pages(), namespace, canary));
    return new Run(strike.struck(), rested.get(), took, strike.trace(), end, List.copyOf(faults));
  }

  private void begin(Optional<Founded> founded) {
    if (founded.isEmpty()) {
      database.ifPresent(Database::create);
    }
    founded.ifPresent(this::resume);
  }

  private void resume(Founded put) {
    script.ledger().resume(put.ledger());
    database.ifPresent(own -> own.copy(put.database().orElseThrow(), namespace + "/" + Shop.NAME));
    put.copyTo(client(), namespace);
    await(
        "the pods of the serving version are ready",
        () -> ground.player().ready(namespace) == Shop.PODS);
  }

  private boolean atRest(Optional<List<String>> wanted) {
    if (!strike.quietFor(REST) || !over()) {
      return false;
    }
    if (wanted.isEmpty()) {
      return true;
    }
    // A look costs six lists.
    if (System.nanoTime() - lookedAt < BETWEEN_LOOKS.toNanos()) {
      return false;
    }
    lookedAt = System.nanoTime();
    return Oracles.comparable(wanted.get()).equals(Oracles.comparable(end()));
  }

  /** Looks are counted, not seconds: a machine that is held up for a while does not count. */
  private boolean stuck() {
    var quiet = strike.quietFor(REST) && script.quietFor(REST);
    quietLooks = quiet ? quietLooks + 1 : 0;
    return quietLooks > STUCK.dividedBy(Wait.LOOK);
  }

  private boolean over() {
    var present = seen();
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

  boolean inPhase(String phase) {
    return seen()
        .map(BackendRelease::getStatus)
        .filter(status -> phase.equals(status.phase()))
        .isPresent();
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

  private Optional<BackendRelease> seen() {
    return ground.sight().release(namespace);
  }

  private Resource<BackendRelease> release() {
    return client().resources(BackendRelease.class).inNamespace(namespace).withName(Shop.NAME);
  }

  @Override
  public void close() {
    operators.close();
    ground.sight().leave(namespace);
    ground.player().dismiss(namespace);
  }
}
