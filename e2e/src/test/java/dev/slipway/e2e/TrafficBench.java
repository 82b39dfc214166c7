package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.LoadReport.BadAnswer;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long users of a dead version suffer, on a real node: a part of {@code make bench}. Users send
 * 50 requests a second, half of them over kept connections.
 */
@Tag("bench")
@ExtendWith(OnTheCluster.class)
class TrafficBench {
  private static final int A_SECOND_EACH_WAY = 25;

  private static final String FAILS_LATER =
      "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":1,\"afterSeconds\":75}]}";

  @Test
  void inTheMiddleOfARollout(Released shop) {
    shop.releases("1", text -> NextVersion.pods(4, text));
    var users = shop.users(A_SECOND_EACH_WAY);

    shop.apply("1", NextVersion.of(NextVersion.ALL_FAIL, text -> NextVersion.pods(4, text)));
    wentBack(shop);

    tell("dead version in mid-rollout, from its verdict to the last bad answer", shop, users, 1.3);
  }

  @Test
  void afterAllPodsAreNew(Released shop) {
    shop.releases("1", text -> NextVersion.pods(2, text));
    var users = shop.users(A_SECOND_EACH_WAY);

    shop.apply("1", NextVersion.of(FAILS_LATER, TrafficBench::watchedForLong));
    wentBack(shop);

    var start = shop.revision(1).slowestStart().toMillis() / 1e3;
    tell(
        "version that dies after 100 %%, from its verdict to the last bad answer; its limit is the start of an old pod, %.1f s, and a second"
            .formatted(start),
        shop,
        users,
        start + 1);
  }

  @Test
  void afterAllPodsAreNewWhereTheOldOnesStandBy(Released shop) {
    shop.releases("1", text -> NextVersion.pods(2, text));
    var users = shop.users(A_SECOND_EACH_WAY);

    shop.apply(
        "1",
        NextVersion.of(
            FAILS_LATER, text -> NextVersion.standingBy(TrafficBench.watchedForLong(text))));
    wentBack(shop);

    tell(
        "version that dies after 100 %, the old one standing by, from its verdict to the last bad answer",
        shop, users, 1.3);
  }

  private static String watchedForLong(String release) {
    return NextVersion.baking("4m", NextVersion.pods(2, release));
  }

  private static void wentBack(Released shop) {
    var status = shop.rests();
    assertThat(Objects.requireNonNull(status.lastOutcome()).reason())
        .as(status.message())
        .isEqualTo("ErrorRate");
  }

  private static void tell(String what, Released shop, Users users, double limit) {
    var verdict =
        shop.records().stream()
            .flatMap(record -> record.getStatus().verdicts().stream())
            .filter(seen -> seen.verdict().equals("Fail"))
            .map(seen -> seen.at())
            .findFirst()
            .orElseThrow();
    var bad = users.report().bad();
    var first = bad.getFirst().atMillis();
    var last = bad.stream().mapToLong(BadAnswer::atMillis).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "BENCH | %s | %.2f s | %.2f s |%n",
        what,
        (last - verdict.toEpochMilli()) / 1e3,
        limit);
    System.out.printf(
        Locale.ROOT,
        "      from the first bad answer to the verdict %.2f s; %d bad answers, %d of them cut off%n",
        (verdict.toEpochMilli() - first) / 1e3,
        bad.size(),
        bad.stream().filter(answer -> !answer.what().contains("answered 500")).count());
  }
}
