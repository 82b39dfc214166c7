package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.analysis.PageFetch.Answer;
import dev.slipway.operator.analysis.PageFetch.Answer.Page;
import dev.slipway.operator.analysis.PageFetch.Answer.Silence;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Judgement.Fail;
import dev.slipway.operator.release.Judgement.NotEnoughData;
import dev.slipway.operator.release.Judgement.Pass;
import dev.slipway.operator.release.Judgement.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PodScraperTest {
  private static final PodAddress A = new PodAddress("shop-2-a", "a", "10.0.0.1");
  private static final PodAddress B = new PodAddress("shop-2-b", "b", "10.0.0.2");
  private static final PodAddress OLD = new PodAddress("shop-1-c", "c", "10.0.0.3");

  private final List<String> woken = new ArrayList<>();
  private final List<String> fetched = new ArrayList<>();
  private final Map<String, Tally> counters = new HashMap<>();
  private final Map<String, Answer> overrides = new HashMap<>();
  private final Queue<Runnable> hanging = new ArrayDeque<>();
  private boolean hangs;
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final PodScraper scraper =
      new PodScraper(() -> now, this::fetch, this::execute, woken::add, () -> {});

  private void execute(Runnable task) {
    if (hangs) {
      hanging.add(task);
    } else {
      task.run();
    }
  }

  private Answer fetch(PodAddress pod, int port, String path) {
    fetched.add(pod.ip() + ":" + port + path);
    var tally = counters.getOrDefault(pod.uid(), Tally.NONE);
    return overrides.getOrDefault(
        pod.uid(),
        new Page(
            "http_requests_total{code=\"200\"} %d\nhttp_requests_total{code=\"500\"} %d\n"
                .formatted(tally.answers() - tally.errors(), tally.errors())));
  }

  private Judgement judge() {
    return judge(2);
  }

  private Judgement judge(int number) {
    return scraper.judge(target(number, List.of(A, B)), now);
  }

  private static WatchTarget target(int number, List<PodAddress> candidates) {
    return new WatchTarget(
        "uid",
        number,
        candidates,
        List.of(OLD),
        MetricsSource.usual(8080, "/metrics"),
        Limits.ofErrors(0.05, Duration.ofMinutes(5), Duration.ofSeconds(10)));
  }

  private void seconds(int seconds, int answers, int errors) {
    for (var second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      for (var pod : List.of("a", "b")) {
        counters.merge(pod, new Tally(answers, errors), Tally::plus);
      }
      scraper.tick();
    }
  }

  @Test
  void asksTheReleasesPodsOnTheirPort() {
    judge();
    seconds(1, 0, 0);
    assertThat(fetched)
        .containsExactly("10.0.0.1:8080/metrics", "10.0.0.2:8080/metrics", "10.0.0.3:8080/metrics");
  }

  @Test
  void wakesWithTheLookThatProves() {
    assertThat(judge()).isInstanceOf(NotEnoughData.class);
    seconds(5, 20, 0);
    assertThat(woken).containsExactly("uid");
    assertThat(judge()).isInstanceOf(Pass.class);
    seconds(2, 20, 20);
    assertThat(woken).hasSize(2);
    assertThat(judge()).isInstanceOf(Suspect.class);
    seconds(1, 20, 20);
    assertThat(woken).hasSize(3);
    assertThat(judge()).isInstanceOf(Fail.class);
  }

  @Test
  void aProofStandsUntilTheNumberChanges() {
    judge();
    seconds(5, 20, 20);
    assertThat(judge()).isInstanceOf(Fail.class);
    seconds(14, 20, 0);
    assertThat(judge()).isInstanceOf(Fail.class);
    assertThat(judge(3)).isInstanceOf(NotEnoughData.class);
    seconds(5, 20, 0);
    assertThat(judge(3)).isInstanceOf(Pass.class);
  }

  @Test
  void forgetsWhatNobodyAsksForAndRemindsBefore() {
    judge();
    seconds(9, 0, 0);
    assertThat(woken).isEmpty();
    seconds(1, 0, 0);
    assertThat(woken).containsExactly("uid");
    seconds(6, 0, 0);
    fetched.clear();
    seconds(5, 0, 0);
    assertThat(fetched).isEmpty();
  }

  @Test
  void forgetsAtOnceWhatItIsToldToForget() {
    judge();
    scraper.forget("uid");
    scraper.forget("unknown");
    seconds(1, 0, 0);
    assertThat(fetched).isEmpty();
  }

  @Test
  void newPodsThatFallSilentWhileOldOnesAnswerFail() {
    judge();
    seconds(5, 20, 0);
    judge();
    overrides.put("a", new Silence("it refuses the connection"));
    overrides.put("b", new Silence("it refuses the connection"));
    seconds(9, 20, 0);
    assertThat(judge()).isInstanceOf(Suspect.class);
    seconds(1, 20, 0);
    assertThat(judge()).isInstanceOf(Fail.class);
    assertThat(judge().numbers())
        .isEqualTo(
            "no metrics from the new version for 10 s while the old one answers"
                + " (it refuses the connection)");
  }

  @Test
  void aWebPageIsNoAnswer() {
    overrides.put("a", new Page("<html>"));
    overrides.put("b", new Page("<html>"));
    overrides.put("c", new Page("<html>"));
    judge();
    seconds(5, 0, 0);
    assertThat(judge()).isInstanceOf(Judgement.Blind.class);
    assertThat(judge().numbers())
        .isEqualTo(
            "no metrics from any pod, new or old, for 5 s (its answer is no page of metrics); no pod of it ever gave any: look whether analysis.metrics.port and path are right");
  }

  @Test
  void podsThatHangAreNotAskedTwiceAndDoNotHoldUpTheOthers() {
    judge();
    seconds(5, 20, 0);
    hangs = true;
    seconds(1, 20, 20);
    assertThat(hanging).hasSize(3);
    seconds(3, 20, 20);
    assertThat(hanging).hasSize(3);
    hangs = false;
    overrides.put("c", new Silence("its answer takes too long"));
    hanging.forEach(Runnable::run);
    seconds(3, 20, 20);
    assertThat(judge()).isInstanceOf(Fail.class);
  }

  @Test
  void podsComeAndGo() {
    scraper.judge(target(2, List.of(A)), now);
    seconds(5, 20, 0);
    assertThat(judge()).isInstanceOf(Pass.class);
    counters.put("b", new Tally(100_000, 100_000));
    seconds(2, 20, 0);
    assertThat(scraper.judge(target(2, List.of(B)), now)).isInstanceOf(Pass.class);
    seconds(2, 20, 0);
    assertThat(scraper.judge(target(2, List.of()), now)).isInstanceOf(NotEnoughData.class);
  }

  @Test
  void survivesWhateverBreaksAroundIt() {
    var broken =
        new PodScraper(
            () -> now,
            (_, _, _) -> {
              throw new IllegalStateException("broken");
            },
            Runnable::run,
            _ -> {
              throw new IllegalStateException("broken too");
            },
            () -> {});
    broken.judge(target(2, List.of(A)), now);
    for (var second = 0; second < 10; second++) {
      now = now.plusSeconds(1);
      broken.tick();
    }
    assertThat(broken.judge(target(2, List.of(A)), now)).isInstanceOf(Judgement.Blind.class);
  }
}
