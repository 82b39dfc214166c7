package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.Freeze;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P6: when a freeze holds, and until when. */
class FreezeTimesTest {
  /** 2026-11-20 is a Friday; Berlin is one hour ahead of UTC then. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T14:59:59Z,",
    "2026-11-20T15:00:00Z, 2026-11-23T07:00:00Z",
    "2026-11-22T12:00:00Z, 2026-11-23T07:00:00Z",
    "2026-11-23T06:59:59Z, 2026-11-23T07:00:00Z",
    "2026-11-23T07:00:00Z,",
    "2026-11-25T12:00:00Z,",
  })
  void aWeekendInItsOwnTimeZone(Instant now, @Nullable Instant until) {
    var weekend = new Freeze("Fri 16:00", "Mon 08:00", "Europe/Berlin", null);
    assertThat(FreezeTimes.until(weekend, now).orElse(null)).isEqualTo(until);
  }

  @Test
  void aNightOfOneDay() {
    var night = new Freeze("Tue 22:00", "Wed 06:00", null, null);
    assertThat(FreezeTimes.until(night, Instant.parse("2026-11-24T23:00:00Z")))
        .contains(Instant.parse("2026-11-25T06:00:00Z"));
    assertThat(FreezeTimes.until(night, Instant.parse("2026-11-25T23:00:00Z"))).isEmpty();
  }

  @Test
  void theClocksChangeInTheMiddleOfIt() {
    var weekend = new Freeze("Fri 16:00", "Mon 08:00", "Europe/Berlin", null);
    assertThat(FreezeTimes.until(weekend, Instant.parse("2026-10-24T12:00:00Z")))
        .contains(Instant.parse("2026-10-26T07:00:00Z"));
  }

  @Test
  void onceByDate() {
    var year = new Freeze("2026-12-20T00:00", "2027-01-03T00:00", "UTC", "the year's end");
    assertThat(FreezeTimes.until(year, Instant.parse("2026-12-19T23:59:59Z"))).isEmpty();
    assertThat(FreezeTimes.until(year, Instant.parse("2026-12-20T00:00:00Z")))
        .contains(Instant.parse("2027-01-03T00:00:00Z"));
    assertThat(FreezeTimes.until(year, Instant.parse("2027-01-03T00:00:00Z"))).isEmpty();
  }
}
