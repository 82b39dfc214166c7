package dev.slipway.operator.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every state of the small worlds near the way of a release, or as many of the large ones as {@code
 * slipway.states} says ({@code make prove}); then the run leaves its report in {@code
 * slipway.report}.
 */
class ExplorationTest {
  private static final int LEAST = 300_000;
  private static final int STATES = Integer.getInteger("slipway.states", 0);
  private static final int MINUTES = Integer.getInteger("slipway.minutes", 600);
  private static final int THREADS = Integer.getInteger("slipway.threads", 2);

  private static final long UNTIL = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();

  @Test
  void everyPromiseIsKeptInEveryState() throws Exception {
    var sheet = new Sheet();
    if (STATES == 0) {
      explore(Scene.SMALL, 50_000, 64, sheet);
    } else {
      explore(Scene.LARGE, STATES / Scene.LARGE.size() * 11 / 10, 2048, sheet);
    }
    sheet.write();
    assertThat(sheet.states()).isGreaterThanOrEqualTo(Math.max(STATES, LEAST));
  }

  private static void explore(List<Scene> scenes, int share, int calmEvery, Sheet sheet)
      throws ExecutionException, InterruptedException {
    var seen = new Fingerprints(share * scenes.size());
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var runs =
          scenes.stream()
              .<Future<?>>map(
                  scene -> threads.submit(() -> explore(scene, share, calmEvery, seen, sheet)))
              .toList();
      for (var run : runs) {
        run.get();
      }
    }
  }

  private static void explore(
      Scene scene, int share, int calmEvery, Fingerprints seen, Sheet sheet) {
    var start = scene.start();
    var report = new Explorer(Turning.REAL, calmEvery, seen, UNTIL).explore(start, share);
    sheet.add(scene, report);
    report
        .violation()
        .ifPresent(violation ->
            fail(
                "%s%n%s%n%s",
                violation.promise(),
                Story.tell(start, violation.path(), Turning.REAL),
                Replay.write(scene, violation)));
  }
}
