package dev.slipway.operator.kubernetes.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReaderTest {
  @Test
  void everythingARunnerSaysIsRead() {
    var result =
        ResultReader.read(
                """
                {"verdict":"PrefixApplied","message":"V6 failed","current":"5","applied":["4","5"],
                 "pending":["6"],"destructive":["V6.sql: DROP TABLE"],"plan":"abcd","new":{"x":1}}
                """,
                12)
            .orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.PREFIX_APPLIED);
    assertThat(result.applied()).containsExactly("4", "5");
    assertThat(result.pending()).containsExactly("6");
    assertThat(result.destructive()).containsExactly("V6.sql: DROP TABLE");
    assertThat(result.current()).contains("5");
    assertThat(result.plan()).contains("abcd");
  }

  @ParameterizedTest
  @CsvSource({
    "41, 41",
    "0, 0",
    "-1, ''",
    "1.5, ''",
    "\"41\", ''",
    "9223372036854775807, ''",
    "99999999999999999999999, ''"
  })
  void howFarTheLedgerIsIsReadWhereOneCanGoOnAboveIt(String highest, String read) {
    var json = "{\"verdict\":\"Fenced\",\"message\":\"\",\"highest\":%s}".formatted(highest);

    var found = ResultReader.read(json, 14).orElseThrow().highestSeq();

    assertThat(found.isPresent() ? Long.toString(found.getAsLong()) : "").isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "Applied, APPLIED",
    "NothingApplied, NOTHING_APPLIED",
    "SomeApplied, SOME_APPLIED",
    "StillRunning, STILL_RUNNING",
    "Unknown, UNKNOWN",
    "SomethingNew, UNKNOWN"
  })
  void whatAnInspectionFoundIsRead(String word, SchemaState state) {
    var json = "{\"verdict\":\"Done\",\"message\":\"\",\"state\":\"%s\"}".formatted(word);

    assertThat(ResultReader.read(json, 0).orElseThrow().state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "0, DONE", "10, LOCK_TIMEOUT", "11, FAILED", "12, PREFIX_APPLIED", "13, PLAN_DIFFERS",
    "14, FENCED", "15, VERIFICATION_FAILED", "17, UNREACHABLE", "18, BAD_INPUT", "19, LOCKED_OUT",
    "20, REFUSED", "21, SMOKE_FAILED"
  })
  void theExitCodeTellsWhereTheMessageIsMissing(int code, Verdict verdict) {
    assertThat(ResultReader.read(null, code).orElseThrow().verdict()).isEqualTo(verdict);
    assertThat(ResultReader.read("{cut off", code).orElseThrow().verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 137, 143})
  void aKilledRunnerLeavesNoResult(int code) {
    assertThat(ResultReader.read(null, code)).isEmpty();
  }

  @Test
  void whatAMigrationToldOfTheObjectsIsReadAsFarAsItIsFitToBeShown() {
    var told =
        ResultReader.trace(
            """
            {"verdict":"Done","message":"","fingerprintBefore":"0a1b","fingerprintAfter":"<b>",
             "notes":["shop.orders.total is not validated"]}
            """);

    assertThat(told)
        .contains(
            new SchemaTrace(
                Optional.of("0a1b"),
                Optional.empty(),
                List.of("shop.orders.total is not validated")));
    assertThat(ResultReader.trace("killed")).isEmpty();
    assertThat(told.orElseThrow().then(SchemaTrace.NONE)).isEqualTo(told.orElseThrow());
  }

  @Test
  void wordsOfOthersAreShownWithoutCredentials() {
    assertThat(Redaction.of("FATAL postgresql://u:canary@db/x password=canary2 token: canary3"))
        .doesNotContain("canary");
    assertThat(Redaction.of("x".repeat(5000))).hasSizeLessThan(400);
    assertThat(Redaction.of("image@sha256:" + "a".repeat(64))).contains("a".repeat(64));
  }
}
