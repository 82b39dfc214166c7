package dev.slipway.operator.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every state of the small worlds, or as many of the large ones as {@code slipway.states} says
 * ({@code make prove}); then the run leaves its report in {@code slipway.report}.
 */
class ExplorationTest {
  private static final int SMALL_SHARE = 50_000;
  private static final int STATES = Integer.getInteger("slipway.states", 0);
  private static final int CALM_EVERY = 64;

  @Test
  void everyPromiseIsKeptInEveryState() {
    var scenes = STATES == 0 ? Scene.SMALL : Scene.LARGE;
    var share = STATES == 0 ? SMALL_SHARE : STATES / scenes.size() + 1;
    var sheet = new Sheet();
    explore(scenes, share, sheet);
    sheet.write();
    assertThat(sheet.states()).isGreaterThanOrEqualTo(Math.max(STATES, 300_000));
  }

  private static void explore(List<Scene> scenes, int share, Sheet sheet) {
    var seen = new Fingerprints(share * scenes.size());
    for (var scene : scenes) {
      var began = System.nanoTime();
      var start = scene.start();
      var report = new Explorer(Turning.REAL, CALM_EVERY, seen).explore(start, share);
      sheet.add(scene, report, (System.nanoTime() - began) / 1_000_000);
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
}
