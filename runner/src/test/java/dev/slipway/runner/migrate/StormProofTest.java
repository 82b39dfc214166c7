package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.slipway.runner.Ground;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void thousandsOfKillsAndNoEffectTwice() throws Exception {
    int kills = Integer.getInteger("slipway.kills", 10_000);
    long seed = Long.getLong("slipway.seed", System.nanoTime());
    System.out.println("storm of " + kills + " kills, -Dslipway.seed=" + seed);
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    List<Storm> storms = new ArrayList<>();
    List<Future<Integer>> ends = new ArrayList<>();
    List<Ground> grounds = Ground.all();
    int share = (kills + grounds.size() - 1) / grounds.size();

    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Ground ground : grounds) {
        Storm storm = new Storm(ground, seed);
        storms.add(storm);
        ends.add(threads.submit(() -> storm.kill(share)));
      }
    }

    int releases = 0;
    for (Future<Integer> end : ends) {
      releases += end.get();
    }
    int killed = storms.stream().mapToInt(Storm::kills).sum();
    System.out.println(killed + " pods killed in " + releases + " releases, no effect twice");
    assertThat(killed).isGreaterThanOrEqualTo(kills);
  }
}
