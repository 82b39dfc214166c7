package dev.slipway.runner.migrate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.slipway.runner.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The long storm, for {@code make prove}: {@code -Dslipway.kills=10000}, and {@code
 * -Dslipway.seed=…} to have one again. Not part of the ordinary tests.
 */
@Tag("prove")
class StormProofTest {
  /** Storms at once on each ground: most of their time is spent waiting for sessions to end. */
  private static final int BESIDE = 2;

  @Test
  void thousandsOfKillsAndNoEffectTwice() throws Exception {
    int kills = Integer.getInteger("slipway.kills", 10_000);
    long seed = Long.getLong("slipway.seed", System.nanoTime());
    System.out.println("storm of " + kills + " kills, -Dslipway.seed=" + seed);
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Map<Ground, List<Storm>> storms = new LinkedHashMap<>();
    List<Future<Integer>> ends = new ArrayList<>();
    List<Ground> grounds = Ground.all();
    int share = (kills + grounds.size() * BESIDE - 1) / (grounds.size() * BESIDE);

    try (ExecutorService threads = Executors.newFixedThreadPool(grounds.size() * BESIDE)) {
      for (int i = 0; i < grounds.size() * BESIDE; i++) {
        Ground ground = grounds.get(i % grounds.size());
        Storm storm = new Storm(ground, seed + i);
        storms.computeIfAbsent(ground, _ -> new ArrayList<>()).add(storm);
        ends.add(threads.submit(() -> storm.kill(share)));
      }
    }

    int releases = 0;
    for (Future<Integer> end : ends) {
      releases += end.get();
    }
    String rows =
        storms.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).collect(joining());
    int killed = kills(storms.values().stream().flatMap(List::stream).toList());
    String sum = killed + " pods killed in " + releases + " releases, no effect twice";
    System.out.println(sum);
    report(sum, seed, rows);
    assertThat(killed).isGreaterThanOrEqualTo(kills);
  }

  private static String row(Ground ground, List<Storm> storms) {
    int releases = storms.stream().mapToInt(Storm::releases).sum();
    return "| %s | %d | %d | %d |%n"
        .formatted(ground.tool(), ground.major(), kills(storms), releases);
  }

  private static int kills(List<Storm> storms) {
    return storms.stream().mapToInt(Storm::kills).sum();
  }

  private static void report(String sum, long seed, String rows) throws IOException {
    String place = System.getProperty("slipway.report");
    if (place != null) {
      Files.writeString(
          Path.of(place),
          """
          # Pods killed at random

          Written by `make storm` on %s: %s. The same again: `-Dslipway.seed=%d`.

          Each release builds an index outside a transaction between two files in one; its pods, one, two or ten at a time, and the inspecting ones, are cut off after any message to the server; afterwards every effect is counted.

          | Tool | PostgreSQL | Pods killed | Releases |
          |---|---|---|---|
          %s\
          """
              .formatted(System.getProperty("slipway.date"), sum, seed, rows));
    }
  }
}
