package dev.slipway.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private final Requests requests = new Requests();

  private Tally since(String pod, long answers, long errors) {
    return requests
        .since(pod, new Counters("http_requests_total", new Tally(answers, errors), Histogram.NONE))
        .tally();
  }

  @Test
  void theFirstSampleOnlyBeginsTheCount() {
    assertThat(since("a", 1000, 500)).isEqualTo(Tally.NONE);
    assertThat(since("a", 1010, 501)).isEqualTo(new Tally(10, 1));
    assertThat(since("b", 7, 7)).isEqualTo(Tally.NONE);
  }

  @Test
  void aProcessThatBeganAgainCountsFromZero() {
    since("a", 1000, 10);
    assertThat(since("a", 4, 2)).isEqualTo(new Tally(4, 2));
    assertThat(since("a", 2000, 1)).isEqualTo(new Tally(2000, 1));
  }

  @Test
  void aPodThatShowsNoCounterYetHasAnsweredNothing() {
    requests.since("a", Counters.NONE);
    assertThat(since("a", 3, 1)).isEqualTo(new Tally(3, 1));
  }

  @Test
  void anotherMetricIsAnotherCount() {
    since("a", 10, 1);
    var other =
        new Counters("http_server_requests_seconds_count", new Tally(900, 800), Histogram.NONE);
    assertThat(requests.since("a", other).tally()).isEqualTo(Tally.NONE);
  }

  @Test
  void aPodThatWentAndComesBackBeginsTheCountAnew() {
    since("a", 10, 1);
    requests.keepOnly(Set.of("b"));
    assertThat(since("a", 100, 90)).isEqualTo(Tally.NONE);
  }
}
