package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultTextTest {

  @Test
  void aResultAlwaysFitsTheTerminationMessage() {
    Result large =
        Result.of(Verdict.PrefixApplied, "ü\"".repeat(3000))
            .versions("1".repeat(200), "2", null)
            .files(versions(900), versions(900))
            .destructive(versions(300))
            .failed("V".repeat(500));

    String text = ResultText.of(large);

    assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
    assertThat(text).startsWith("{\"verdict\":\"PrefixApplied\"");
    assertThat(ResultText.parse(text).applied()).containsExactly("+900 more");
  }

  @Test
  void listsAreCutBeforeTheMessage() {
    String text = ResultText.of(Result.of(Verdict.Done, "short").files(versions(500), versions(3)));

    assertThat(ResultText.parse(text).message()).isEqualTo("short");
    assertThat(ResultText.parse(text).applied()).startsWith("1", "2").endsWith("+400 more");
    assertThat(ResultText.parse(text).pending()).containsExactly("1", "2", "3");
  }

  private static List<String> versions(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }
}
