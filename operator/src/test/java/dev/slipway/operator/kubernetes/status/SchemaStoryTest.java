package dev.slipway.operator.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordSpec;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.api.v1alpha1.SchemaRecord;
import dev.slipway.api.v1alpha1.SchemaStatus;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.SchemaTrace;
import dev.slipway.operator.kubernetes.observe.Told;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.DryRun;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Gate;
import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Traffic;
import dev.slipway.operator.release.Wish;
import dev.slipway.operator.release.Workload;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What status and record say of the schema is what was seen of it (C1, C3). */
class SchemaStoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final Phase MIGRATING = new Phase.Migrating(1, true, NOW);
  private static final Phase INSPECTING = new Phase.Inspecting(2);
  private static final Phase SETTLING = new Phase.Settling(NOW, NOW, false, "");
  private static final SchemaStatus BEFORE = new SchemaStatus("1", "InSync");

  @Test
  void aMigrationThatIsLookedIntoHasNotMovedTheSchemaYet() {
    assertThat(standing(MIGRATING, INSPECTING, new JobSeen.Lost("gone"))).isEqualTo(BEFORE);
  }

  @ParameterizedTest
  @CsvSource({"NOTHING_APPLIED, InSync", "SOME_APPLIED, SchemaAhead", "STILL_RUNNING, InSync"})
  void whatAnInspectionFoundIsSaid(SchemaState found, String state) {
    var job = new JobSeen.Ended(result(found, "1", List.of()));

    assertThat(standing(INSPECTING, MIGRATING, job)).isEqualTo(new SchemaStatus("1", state));
  }

  @Test
  void anAppliedMigrationIsAhead() {
    var job = new JobSeen.Ended(result(SchemaState.APPLIED, "2", List.of("2")));

    assertThat(standing(MIGRATING, SETTLING, job)).isEqualTo(new SchemaStatus("2", "SchemaAhead"));
  }

  @Test
  void theRecordLearnsOfAMigrationWhoseReaderDied() {
    var applied = result(SchemaState.APPLIED, "2", List.of("2"));
    var record = record(new SchemaRecord("1", "1", List.of()));

    assertThat(SchemaStory.of(record.getStatus(), told(applied), new BackendRelease()))
        .isEqualTo(new SchemaRecord("1", "2", List.of("2")));
  }

  /** D5: fingerprints, and what nothing is refused for. */
  @Test
  void theRecordKeepsWhatAMigrationToldOfTheObjects() {
    var applied = result(SchemaState.APPLIED, "2", List.of("2"));
    var trace =
        new SchemaTrace(Optional.of("aa"), Optional.of("bb"), List.of("a is not validated"));
    var told = new Told(Optional.empty(), List.of(applied), trace);
    var whole = new SchemaRecord("1", "2", List.of("2"), "aa", "bb", List.of("a is not validated"));

    assertThat(
            SchemaStory.of(
                record(new SchemaRecord("1", "1", List.of())).getStatus(),
                told,
                new BackendRelease()))
        .isEqualTo(whole);
    assertThat(SchemaStory.of(record(whole).getStatus(), told(applied), new BackendRelease()))
        .isEqualTo(whole);
  }

  @Test
  void whatTheRecordKnowsAlreadyStays() {
    var known = new SchemaRecord("1", "3", List.of("2", "3"));

    assertThat(SchemaStory.of(record(known).getStatus(), Told.NOTHING, new BackendRelease()))
        .isEqualTo(known);
  }

  @Test
  void aRecordThatIsClosedByAnotherOperatorLearnsAllThatWasSaid() {
    var prefix = result(SchemaState.UNKNOWN, "2", List.of("2"));
    var rest = result(SchemaState.UNKNOWN, "3", List.of("3"));
    var ending = new Ending(2, "2", Outcome.FAILED, Reason.MIGRATION_PREFIX_APPLIED, "", NOW);
    var why = decision(new Phase.Resting(), Reason.MIGRATION_PREFIX_APPLIED);
    var look = look(new JobSeen.Absent());

    assertThat(RecordStory.closed(record(null), ending, why, look, told(prefix, rest)).schema())
        .isEqualTo(new SchemaRecord("1", "3", List.of("2", "3")));
  }

  @Test
  void aMigrationThatSaysNoVersionHasMovedNothing() {
    var failed = Result.of(Verdict.FAILED, "");

    assertThat(SchemaStory.of(record(null).getStatus(), told(failed), new BackendRelease()))
        .isEqualTo(new SchemaRecord("1", "1", List.of()));
  }

  @Test
  void aFirstInstallHadNoVersionBeforeAlsoWhenTheStatusTellsTheNewOneAlready() {
    var release = new BackendRelease();
    release.setStatus(
        Serialization.unmarshal("{\"schema\": {\"version\": \"2\"}}", BackendReleaseStatus.class));
    var nothing = Result.of(Verdict.DONE, "");
    var applied = result(SchemaState.APPLIED, "2", List.of("1", "2"));

    assertThat(
            SchemaStory.of(
                record(null).getStatus(),
                new Told(Optional.of(nothing), List.of(applied)),
                release))
        .isEqualTo(new SchemaRecord(null, "2", List.of("1", "2")));
  }

  private static Told told(Result... migrations) {
    var check = result(SchemaState.UNKNOWN, "1", List.of());
    return new Told(Optional.of(check), List.of(migrations));
  }

  private static SchemaStatus standing(Phase from, Phase to, JobSeen job) {
    return SchemaStanding.of(memory(from), decision(to, Reason.MIGRATING), look(job), BEFORE);
  }

  private static Decision decision(Phase to, Reason reason) {
    return new Decision(memory(to), List.of(), reason, "", Optional.empty());
  }

  private static Memory memory(Phase phase) {
    return new Memory(
        phase,
        Optional.of(new Revision(1, "1", "old")),
        Optional.of(new Attempt(2, "id", "2", "new", NOW, 2, true)),
        List.of(),
        3,
        0,
        Optional.empty());
  }

  private static Result result(SchemaState state, String current, List<String> applied) {
    return new Result(
        Verdict.DONE,
        "",
        applied,
        List.of(),
        List.of(),
        Optional.of(current),
        Optional.empty(),
        state,
        OptionalLong.empty());
  }

  private static ReleaseRecord record(@Nullable SchemaRecord schema) {
    var record = new ReleaseRecord();
    record.setMetadata(new ObjectMeta());
    record.setSpec(
        new ReleaseRecordSpec("shop", 2L, "id", "2", "new", null, 1L, null, null, NOW, null));
    record.setStatus(
        new ReleaseRecordStatus(
            ReleaseOutcome.IN_FLIGHT,
            "",
            "",
            NOW,
            null,
            null,
            3L,
            List.of(),
            List.of(),
            schema,
            null,
            List.of()));
    return record;
  }

  private static Look look(JobSeen job) {
    var seen =
        new Observation(
            NOW,
            new Wish.Waiting(""),
            2,
            "fresh",
            2,
            Optional.empty(),
            List.of(),
            Workload.missing(2),
            Workload.missing(1),
            List.of(),
            new Traffic.Missing(),
            job,
            new DryRun.Accepted(),
            new Judgement.NotAsked(),
            Optional.empty(),
            Optional.empty(),
            new Gate.Open(),
            List.of());
    return new Look(
        new BackendRelease(),
        new Children(List.of(), List.of(), List.of(), List.of(), List.of()),
        Memory.blank(),
        seen,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Told.NOTHING);
  }
}
