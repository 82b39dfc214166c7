package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.analysis.PageFetch.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a Job is reaches people, and not oftener than they read. */
class JobReportsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final PodAddress POD = new PodAddress("shop-2-migrate", "uid-1", "10.0.0.7");

  private final List<String> asked = new ArrayList<>();
  private final List<String> woken = new ArrayList<>();
  private Answer answer = running("getting ready");
  private final JobReports reports = new JobReports(this::fetch, Runnable::run, woken::add);

  @Test
  void aJobThatRunsIsAskedAndItsWordsAreShown() {
    answer = running("index shop.i: building index, 42 % of blocks, file V7__y.sql");
    assertThat(progress(0)).isEmpty();

    ticks(0, 3);

    assertThat(asked).containsOnly("10.0.0.7:8787/report");
    assertThat(woken).containsExactly("shop");
    assertThat(progress(3)).hasValueSatisfying(words -> assertThat(words).contains("42 %"));
  }

  @Test
  void newWordsAreShownAtMostEveryFiveSeconds() {
    progress(0);
    for (int second = 0; second <= 60; second++) {
      answer = running(second + " % of blocks");
      reports.tick(START.plusSeconds(second));
    }

    assertThat(woken).hasSizeBetween(10, 12);
  }

  @Test
  void wordsThatStayTheSameWakeNobody() {
    progress(0);

    ticks(0, 60);

    assertThat(woken).hasSize(1);
  }

  @Test
  void aJobThatIsOverIsNotAskedAnyMore() {
    progress(0);
    ticks(0, 3);
    assertThat(reports.progress("shop", List.of(), 8787, START.plusSeconds(4))).isEmpty();
    asked.clear();

    ticks(4, 20);

    assertThat(asked).isEmpty();
  }

  @Test
  void theNextPodDoesNotInheritTheWordsOfTheOneBefore() {
    progress(0);
    ticks(0, 3);
    var next = new PodAddress("shop-2-inspect", "uid-2", "10.0.0.8");

    assertThat(reports.progress("shop", List.of(next), 8787, START.plusSeconds(4))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"state\":\"Running\"",
        "{\"state\":\"Running\",\"message\":{}}",
        "{\"state\":\"Ended\",\"message\":\"applied 1\"}",
        "<html>"
      })
  void whatIsNoReportOfARunningJobIsPassedOver(String page) {
    answer = new Answer.Page(page);
    progress(0);

    ticks(0, 10);

    assertThat(woken).isEmpty();
    assertThat(progress(10)).isEmpty();
  }

  @Test
  void silenceLeavesTheLastWords() {
    progress(0);
    ticks(0, 3);
    answer = new Answer.Silence("it refuses the connection");

    ticks(4, 20);

    assertThat(progress(20)).contains("getting ready");
  }

  private Optional<String> progress(int second) {
    return reports.progress("shop", List.of(POD), 8787, START.plusSeconds(second));
  }

  private void ticks(int from, int to) {
    for (int second = from; second <= to; second++) {
      reports.tick(START.plusSeconds(second));
    }
  }

  private Answer fetch(PodAddress pod, int port, String path) {
    asked.add(pod.ip() + ":" + port + path);
    return answer;
  }

  private static Answer running(String words) {
    return new Answer.Page("{\"state\":\"Running\",\"message\":\"" + words + "\"}");
  }
}
