package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.faults.Tolls.Toll;
import dev.slipway.faults.ground.Binaries;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.proxy.ApiProxy;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the operator costs: {@code make bench}. Its own process, from its jar and with the options
 * of its image, on a real control plane; pods and Jobs are played.
 */
class OperatorBench {
  private static final int RELEASES = Integer.getInteger("slipway.releases", 1_000);
  private static final int STARTS = 5;
  private static final int LANES = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration GATHERING = Duration.ofMinutes(15);
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** What the release declares: 10 seconds to settle, as always, and its bake. */
  private static final Duration DECLARED = Duration.ofSeconds(12);

  private static final String ALONE = "alone";

  private final Figures figures = new Figures();
  private final Tolls tolls = new Tolls();

  @Test
  void whatItCosts() throws IOException {
    var bin = Binaries.find().orElseThrow(() -> new IllegalStateException(Binaries.ADVICE));
    try (var ground = new Ground(bin, Path.of("target/bench"));
        var door = new ApiProxy(ground.upstream(), tolls, () -> {})) {
      prepare(ground, "slipway-system");
      var classes = train(ground, door.address());
      start(ground, door.address(), classes);
      Founded one;
      Aftermath jobs;
      try (var operator = operator(ground, door.address(), "first", classes)) {
        operator.untilReady();
        Wait.pass(IDLE.dividedBy(2));
        figures.tell("resident, no release", operator.resident(), "MiB", 130);
        one = release(ground);
        jobs = Aftermath.of(ground.client(), ALONE);
        idle("one release at rest");
      }
      follow(ground, door.address(), classes);
      many(ground, door.address(), classes, one, jobs);
    }
    var report = System.getProperty("slipway.report", "");
    if (!report.isEmpty()) {
      figures.write(Path.of(report), System.getProperty("slipway.date", ""), METHOD);
    }
  }

  private static final String METHOD =
      "Written by `make bench` (`OperatorBench`): the operator's own process, from its jar, with"
          + " the options of its image and classes loaded beforehand (JEP 514); a real etcd,"
          + " kube-apiserver and kube-controller-manager on the same machine, with pods and Jobs"
          + " played. Everything it asks goes through a proxy that counts. Memory is what the"
          + " kernel calls resident, mapped files included.";

  private static Path train(Ground ground, URI api) throws IOException {
    var classes = ground.folder().resolve("classes.aot");
    Files.deleteIfExists(classes);
    try (var operator =
        new ImagedOperator(
            new ImagedOperator.Start(
                api, ground.folder(), "training", port(), ImagedOperator.writing(classes)))) {
      operator.untilReady();
      operator.leave();
    }
    assertThat(classes).exists();
    return classes;
  }

  private void start(Ground ground, URI api, Path classes) throws IOException {
    var millis =
        IntStream.range(0, STARTS)
            .mapToObj(each -> {
              try (var operator = operator(ground, api, "start-" + each, classes)) {
                var took = operator.untilReady().toMillis();
                operator.leave();
                return took;
              }
            })
            .sorted()
            .toList();
    figures.tell("from start to ready, median of 5", millis.get(STARTS / 2) / 1e3, "s", 1);
  }

  private static ImagedOperator operator(Ground ground, URI api, String uid, Path classes) {
    return new ImagedOperator(
        new ImagedOperator.Start(
            api, ground.folder(), uid, port(), ImagedOperator.reading(classes)));
  }

  /** A port that is free at this moment. */
  private static int port() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Version 1 is installed, then version 2 is released and measured. */
  private Founded release(Ground ground) {
    cast(ground, ALONE);
    apply(ground, ALONE, 1);
    await("version 1 serves", () -> serves(ground, ALONE, 1));
    try (var waiting = new Waiting(ground.client(), ALONE)) {
      Wait.pass(Duration.ofSeconds(3));
      tolls.clear();
      waiting.clear();
      var begun = System.nanoTime();
      apply(ground, ALONE, 2);
      await("version 2 serves", () -> serves(ground, ALONE, 2));
      var took = Duration.ofNanos(System.nanoTime() - begun);
      Wait.pass(Duration.ofSeconds(3));
      figures.tell("from apply to first write", (tolls.firstWrite() - begun) / 1e6, "ms", 300);
      figures.tell(
          "a release beyond its pods, Jobs and declared delays",
          took.minus(waiting.total()).plus(waiting.delayed()).minus(DECLARED).toMillis() / 1e3,
          "s",
          1);
    }
    figures.tell("writes of a release with 2 pods", tolls.of(Toll.WRITE), "", 28);
    System.out.printf(
        "      beside them %d dry runs, %d Events, %d reads; the writes: %s%n",
        tolls.of(Toll.DRY_RUN), tolls.of(Toll.EVENT), tolls.of(Toll.READ), tolls.writes());
    return Founded.of(
        ground.client(), ALONE, new dev.slipway.faults.player.Ledger().state(), Optional.empty());
  }

  /** What is asked at rest, a minute. */
  private void idle(String when) {
    Wait.pass(Duration.ofSeconds(10));
    tolls.clear();
    Wait.pass(IDLE);
    var minutes = IDLE.toSeconds() / 60.0;
    figures.tell("writes a minute, " + when, tolls.of(Toll.WRITE) / minutes, "", 0);
    var requests = tolls.of(Toll.READ) + tolls.of(Toll.DRY_RUN) + tolls.of(Toll.EVENT);
    figures.tell("other requests a minute, " + when, requests / minutes, "", 0);
    if (requests > 0) {
      System.out.printf("      they are: %s%n", tolls.asked());
    }
  }

  /** The process is killed in a release: once it comes back by itself, once another takes over. */
  private void follow(Ground ground, URI api, Path classes) {
    try (var operator = operator(ground, api, "second", classes)) {
      operator.untilReady();
      apply(ground, ALONE, 3);
      await("version 3 is rolled out", () -> inPhase(ground, "RollingOut"));
      operator.die();
      var killed = System.nanoTime();
      tolls.clear();
      try (var again = operator(ground, api, "second", classes)) {
        await("it goes on", () -> tolls.firstWrite() > 0);
        figures.tell("back after SIGKILL", (tolls.firstWrite() - killed) / 1e9, "s", 5);
        await("version 3 serves", () -> serves(ground, ALONE, 3));
        try (var standby = operator(ground, api, "standby", classes)) {
          standby.untilReady();
          apply(ground, ALONE, 4);
          await("version 4 is rolled out", () -> inPhase(ground, "RollingOut"));
          again.die();
          var lost = System.nanoTime();
          tolls.clear();
          await("the standby goes on", () -> tolls.firstWrite() > 0);
          figures.tell(
              "standby after its leader's end", (tolls.firstWrite() - lost) / 1e9, "s", 20);
          await("version 4 serves", () -> serves(ground, ALONE, 4));
        }
      }
    }
  }

  /** Written as they are at rest: to bring each through the whole protocol would take hours. */
  private void many(Ground ground, URI api, Path classes, Founded one, Aftermath jobs)
      throws IOException {
    try (var lanes = Executors.newFixedThreadPool(LANES)) {
      var copies =
          IntStream.range(0, RELEASES - 1)
              .mapToObj(each -> lanes.submit(() -> copy(ground, "many-" + each, one, jobs)))
              .toList();
      copies.forEach(OperatorBench::join);
    }
    assertThat(Wait.until(GATHERING, () -> atRest(ground, jobs.jobs().size())))
        .as("all copies are at rest")
        .isTrue();
    try (var operator = operator(ground, api, "third", classes)) {
      var ready = operator.untilReady();
      figures.tell(
          "from start to ready, " + RELEASES + " releases", ready.toMillis() / 1e3, "s", 10);
      Wait.pass(IDLE);
      idle(RELEASES + " releases at rest");
      figures.tell(
          "resident, " + RELEASES + " releases of 2 pods", operator.resident(), "MiB", 220);
    }
  }

  private static boolean atRest(Ground ground, int jobs) {
    return IntStream.range(0, RELEASES - 1)
        .mapToObj(each -> "many-" + each)
        .allMatch(each ->
            ground.player().ready(each) == Shop.PODS && ground.player().ended(each) >= jobs);
  }

  private static void join(java.util.concurrent.Future<?> copy) {
    try {
      copy.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Ground ground, String namespace, Founded one, Aftermath jobs) {
    cast(ground, namespace);
    one.copyTo(ground.client(), namespace);
    jobs.copyTo(ground.client(), namespace);
  }

  private static void cast(Ground ground, String namespace) {
    prepare(ground, namespace);
    var script = Scenario.GOOD_RELEASE.script(1, "none", Optional.empty());
    ground.player().cast(namespace, script, () -> {});
  }

  private static void prepare(Ground ground, String namespace) {
    Shop.surroundings(ground.client(), namespace, "none")
        .forEach(each -> ground.client().resource(each).createOr(NonDeletingOperation::update));
  }

  private static void apply(Ground ground, String namespace, int version) {
    var wanted =
        Shop.version(ground.client(), namespace, version, Scenario.GOOD_RELEASE.analysis());
    ground.client().resource(wanted).forceConflicts().serverSideApply();
  }

  private static boolean serves(Ground ground, String namespace, int version) {
    return status(ground, namespace)
        .filter(status -> "Ready".equals(status.phase()))
        .filter(status -> Integer.toString(version).equals(status.version()))
        .isPresent();
  }

  private static boolean inPhase(Ground ground, String phase) {
    return status(ground, ALONE).filter(status -> phase.equals(status.phase())).isPresent();
  }

  private static Optional<dev.slipway.api.v1alpha1.BackendReleaseStatus> status(
      Ground ground, String namespace) {
    return Optional.ofNullable(
            ground
                .client()
                .resources(BackendRelease.class)
                .inNamespace(namespace)
                .withName(Shop.NAME)
                .get())
        .map(BackendRelease::getStatus);
  }

  private static void await(String what, BooleanSupplier holds) {
    assertThat(Wait.until(PATIENCE, holds)).as(what).isTrue();
  }
}
