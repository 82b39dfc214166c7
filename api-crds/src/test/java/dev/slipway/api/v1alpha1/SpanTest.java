package dev.slipway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({"0s,PT0S", "1m30s,PT1M30S", "90s,PT1M30S", "2h,PT2H", "1h1m1s,PT1H1M1S"})
  void meansALengthOfTime(String text, Duration meant) {
    assertThat(new Span(text).toDuration()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "1d", "-1m", "30s1m", "1m ", "PT1M"})
  void saysHowToWriteOne(String text) {
    assertThatThrownBy(new Span(text)::toDuration)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write it like 90s, 10m or 1h30m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1m30s", "2h", "1h1m1s", "999999h"})
  void isWrittenTheShortestWay(String text) {
    assertThat(Span.of(new Span(text).toDuration())).hasToString(text);
  }

  @Test
  void isNeverNegative() {
    assertThat(Span.of(Duration.ofSeconds(-3))).hasToString("0s");
  }
}
