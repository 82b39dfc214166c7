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

  /** In deploy/samples/shop. */
  private static final int PRE_STOP_SECONDS = 3;

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
    shop.waitFor("the bake", release -> "Baking".equals(release.getStatus().phase()));
    try (var starts = shop.starts(1)) {
      wentBack(shop);
      tellBeyond(starts.first(), shop, users);
    }
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
    var verdict = verdict(shop);
    var report = users.report();
    line(what, (last(report, "") - verdict) / 1e3, limit);
    tellFirst(report, verdict);
  }

  /**
   * What comes on top of the start of an old pod, which nobody can hasten from outside. A
   * connection that is kept stays with its pod until that ends, which takes its preStop pause.
   */
  private static void tellBeyond(PodStarts.Start start, Released shop, Users users) {
    var verdict = verdict(shop);
    var report = users.report();
    var what = "version that dies after 100 %, from its verdict to the last bad answer of a ";
    line(
        what + "new connection, beyond the start of an old pod",
        (last(report, "new") - verdict) / 1e3 - start.seconds(),
        1);
    line(
        what + "kept connection, beyond the start of an old pod and a preStop pause of 3 s",
        (last(report, "kept") - verdict) / 1e3 - start.seconds() - PRE_STOP_SECONDS,
        1);
    System.out.printf(
        Locale.ROOT,
        "      in all %.2f s: %.2f s until an old pod was made, %.2f s until it was ready, %.2f s until it was in the Service, %.2f s until the last bad answer%n",
        (last(report, "") - verdict) / 1e3,
        (start.made() - verdict) / 1e3,
        (start.ready() - start.made()) / 1e3,
        (start.served() - start.ready()) / 1e3,
        (last(report, "") - start.served()) / 1e3);
    tellFirst(report, verdict);
  }

  private static void line(String what, double seconds, double limit) {
    System.out.printf(Locale.ROOT, "BENCH | %s | %.2f s | %.2f s |%n", what, seconds, limit);
  }

  private static void tellFirst(LoadReport report, long verdict) {
    System.out.printf(
        Locale.ROOT,
        "      from the first bad answer to the verdict %.2f s; %d bad answers, %d of them cut off%n",
        (verdict - report.bad().getFirst().atMillis()) / 1e3,
        report.bad().size(),
        report.bad().stream().filter(answer -> !answer.what().contains("answered 500")).count());
  }

  /** When the last bad answer came, of those that begin so. */
  private static long last(LoadReport report, String how) {
    return report.bad().stream()
        .filter(answer -> answer.what().startsWith(how))
        .mapToLong(BadAnswer::atMillis)
        .max()
        .orElseThrow();
  }

  private static long verdict(Released shop) {
    return shop.records().stream()
        .flatMap(record -> record.getStatus().verdicts().stream())
        .filter(seen -> seen.verdict().equals("Fail"))
        .map(seen -> seen.at().toEpochMilli())
        .findFirst()
        .orElseThrow();
  }
}
