package dev.slipway.backend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final NeededVersions TWO = NeededVersions.of(List.of("1", "2"));

  @Test
  void ordersVersionsByNumberAndNotByLetter() {
    var ten = NeededVersions.of(List.of("9", "10"));
    assertThat(Comparison.compare(ten, rows("9", "10")).current()).isEqualTo("10");
    assertThat(state(ten, "9")).isEqualTo(SchemaState.BEHIND);
  }

  @Test
  void isBehindWhenAFileInTheMiddleIsMissing() {
    assertThat(state(NeededVersions.of(List.of("1", "2", "3")), "1", "3"))
        .isEqualTo(SchemaState.BEHIND);
  }

  @Test
  void countsVersionsUpToABaselineAsApplied() {
    var history = List.of(row("2", "BASELINE", true));
    assertThat(Comparison.compare(TWO, history).state()).isEqualTo(SchemaState.CURRENT);
  }

  @Test
  void takesBackWhatWasUndone() {
    var history = List.of(row("1", "SQL", true), row("2", "SQL", true), row("2", "UNDO_SQL", true));
    assertThat(Comparison.compare(TWO, history).state()).isEqualTo(SchemaState.BEHIND);
  }

  @Test
  void aFailureBeyondWhatIsNeededIsNotOurs() {
    var history = List.of(row("1", "SQL", true), row("2", "SQL", true), row("3", "SQL", false));
    assertThat(Comparison.compare(TWO, history).state()).isEqualTo(SchemaState.AHEAD);
  }

  @Test
  void anEmptyHistoryIsBehind() {
    assertThat(state(TWO)).isEqualTo(SchemaState.BEHIND);
  }

  private static SchemaState state(NeededVersions needed, String... applied) {
    return Comparison.compare(needed, rows(applied)).state();
  }

  private static List<HistoryRow> rows(String... versions) {
    return Arrays.stream(versions).map(version -> row(version, "SQL", true)).toList();
  }

  private static HistoryRow row(String version, String type, boolean success) {
    return new HistoryRow(MigrationVersion.fromVersion(version), type, success);
  }
}
