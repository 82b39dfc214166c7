package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.Wire;
import dev.slipway.runner.Wire.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Releases whose pods are killed at random, one, two or ten at a time, the inspecting ones too,
 * until the plan is through; then every effect is counted. The seed tells the places.
 */
final class Storm {
  private static final int RELEASES_OF_A_DATABASE = 4;

  /** A whole run of three files sends about so many messages. */
  private static final int MESSAGES = 330;

  private final Ground ground;
  private final Random random;
  private Scene scene;
  private int release;
  private long seq;
  private int kills;
  private int releases;

  Storm(Ground ground, long seed) {
    this.ground = ground;
    this.random = new Random(seed);
    this.scene = Scene.on(ground);
  }

  /** Goes on until so many pods were killed; returns how many releases that took. */
  int kill(int wanted) throws Exception {
    while (kills < wanted) {
      if (release == RELEASES_OF_A_DATABASE) {
        scene.drop();
        scene = Scene.on(ground);
        release = 0;
        seq = 0;
      }
      release++;
      releases++;
      int before = kills;
      oneRelease();
      if (kills / 25 > before / 25) {
        System.out.println(ground + ": " + kills + " pods killed, " + releases + " releases");
      }
    }
    scene.drop();
    return releases;
  }

  int kills() {
    return kills;
  }

  int releases() {
    return releases;
  }

  private void oneRelease() throws Exception {
    String attempt = UUID.randomUUID().toString();
    if (release == 1) {
      scene.file("V1__probe.sql", "CREATE TABLE probe (n int); CREATE TABLE indexed (i int);");
    }
    file(1, "INSERT INTO probe VALUES (%1$d); CREATE TABLE t%1$d (i int);");
    file(2, "CREATE INDEX CONCURRENTLY i%1$d ON indexed (i);");
    file(3, "INSERT INTO probe VALUES (%1$d); ALTER TABLE indexed ADD c%1$d int;");
    boolean through = false;
    for (int round = 1; !through; round++) {
      int pods = List.of(1, 1, 1, 2, 10).get(random.nextInt(5));
      seq++;
      through = wave("migrate", attempt, pods, round <= 6);
      if (!through) {
        seq++;
        wave("inspect", attempt, 1, random.nextInt(4) == 0);
      }
      assertThat(round).as("rounds of a release that nobody kills any more").isLessThan(12);
    }
    everyEffectOnce();
  }

  private void file(int step, String sql) {
    int n = release * 10 + step;
    scene.file("V" + n + "__step.sql", sql.formatted(n));
  }

  /** True when a pod that lived to tell it says Done. */
  private boolean wave(String verb, String attempt, int pods, boolean deadly) throws Exception {
    List<Future<Outcome>> runs = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < pods; i++) {
        int messages = deadly ? 1 + random.nextInt(MESSAGES) : Integer.MAX_VALUE;
        Wire wire =
            new Wire(
                scene.port(),
                messages,
                random.nextBoolean() ? Cut.BEFORE_THE_POD_HEARS : Cut.BEFORE_THE_SERVER_HEARS);
        wires.add(wire);
        runs.add(threads.submit(() -> scene.run(verb, attempt, seq, wire)));
      }
    }
    boolean done = false;
    for (int i = 0; i < pods; i++) {
      if (wires.get(i).dead()) {
        kills++;
      } else {
        Outcome outcome = runs.get(i).get();
        assertThat(outcome.verdict())
            .as(outcome.text())
            .isIn(Verdict.Done, Verdict.Fenced, Verdict.LockTimeout);
        assertThat(outcome.text()).doesNotContain("\"Unknown\"");
        done |= outcome.verdict() == Verdict.Done;
      }
      wires.get(i).close();
    }
    return done;
  }

  private void everyEffectOnce() {
    String expected = "";
    String history = "1";
    for (int r = 1; r <= release; r++) {
      expected += (r == 1 ? "" : ",") + r + "1," + r + "3";
      history += "," + r + "1," + r + "2," + r + "3";
    }
    assertThat(scene.value("SELECT string_agg(n::text, ',' ORDER BY n) FROM shop.probe"))
        .isEqualTo(expected);
    assertThat(
            scene.value(
                "SELECT string_agg(version, ',' ORDER BY version::int) FROM "
                    + scene.history()
                    + " WHERE version IS NOT NULL"))
        .isEqualTo(history);
    if (ground.tool().equals("Flyway")) {
      assertThat(scene.value("SELECT bool_and(success) FROM " + scene.history())).isEqualTo("t");
    }
    assertThat(
            scene.value(
                "SELECT count(*) || ' ' || bool_and(indisvalid) FROM pg_index"
                    + " WHERE indrelid = 'shop.indexed'::regclass"))
        .isEqualTo(release + " true");
  }
}
