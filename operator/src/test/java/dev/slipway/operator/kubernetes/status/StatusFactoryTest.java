package dev.slipway.operator.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.Told;
import dev.slipway.operator.kubernetes.wire.MemoryCodec;
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
import dev.slipway.operator.release.Phases;
import dev.slipway.operator.release.Plan;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Rolling;
import dev.slipway.operator.release.Traffic;
import dev.slipway.operator.release.Wish;
import dev.slipway.operator.release.Workload;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusFactoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final long GENERATION = 4;
  private static final Revision OLD = new Revision(1, "1", "old");
  private static final Attempt ATTEMPT = new Attempt(2, "id", "2", "new", NOW, 2, false);

  static Stream<Phase> working() {
    return Phases.working(NOW).stream();
  }

  @ParameterizedTest
  @MethodSource("working")
  void workIsInProgress(Phase phase) {
    var status = status(memory(phase, List.of(), Optional.empty()), "new", Reason.BAKING);

    assertThat(Kstatus.of(GENERATION, status)).isEqualTo(Kstatus.IN_PROGRESS);
    assertThat(status.step()).isNotEqualTo("0");
    assertThat(status.phase()).isNotBlank();
  }

  @Test
  void whatServesAndIsAskedForIsCurrent() {
    var status = status(resting(Outcome.SUCCEEDED, List.of()), "old", Reason.UP_TO_DATE);

    assertThat(Kstatus.of(GENERATION, status)).isEqualTo(Kstatus.CURRENT);
    assertThat(status.phase()).isEqualTo("Ready");
    assertThat(status.attempt()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"ROLLED_BACK", "FAILED", "HELD"})
  void whatFailedIsFailedAtOnce(Outcome outcome) {
    var status = status(resting(outcome, List.of("new")), "new", Reason.PODS_CRASH);

    assertThat(Kstatus.of(GENERATION, status)).isEqualTo(Kstatus.FAILED);
    assertThat(status.reason()).isEqualTo("PodsCrash");
  }

  @Test
  void aSuccessThatIsNoLongerAskedForIsNotCalledCurrent() {
    var status = status(resting(Outcome.SUCCEEDED, List.of()), "newer", Reason.PROMOTED);

    assertThat(Kstatus.of(GENERATION, status)).isEqualTo(Kstatus.IN_PROGRESS);
  }

  @Test
  void nonsenseIsFailedAndAMissingConfigMapIsNot() {
    var memory = resting(Outcome.SUCCEEDED, List.of());

    assertThat(Kstatus.of(GENERATION, build(memory, new Wish.Invalid("x"), Reason.INVALID)))
        .isEqualTo(Kstatus.FAILED);
    assertThat(
            Kstatus.of(
                GENERATION, build(memory, new Wish.Waiting("x"), Reason.WAITING_FOR_CONFIGURATION)))
        .isEqualTo(Kstatus.IN_PROGRESS);
  }

  @ParameterizedTest
  @MethodSource("working")
  void theMemoryIsReadAsItWasWritten(Phase phase) {
    var last = new Ending(1, "1", Outcome.SUCCEEDED, Reason.PROMOTED, "version 1 serves", NOW);
    var memory = memory(phase, List.of("bad", "worse"), Optional.of(last));

    assertThat(MemoryCodec.read(status(memory, "new", Reason.BAKING))).isEqualTo(memory);
  }

  @Test
  void anotherLookAtTheSameIsTheSameStatus() {
    var memory = resting(Outcome.ROLLED_BACK, List.of("new"));
    var first = look(new Wish.Wanted(plan("new")), NOW);
    var status = StatusFactory.build(memory, decision(memory, Reason.PODS_CRASH), first);
    var later = look(new Wish.Wanted(plan("new")), NOW.plusSeconds(500));
    later.release().setStatus(status);

    assertThat(StatusFactory.build(memory, decision(memory, Reason.PODS_CRASH), later))
        .isEqualTo(status);
  }

  private static Memory resting(Outcome outcome, List<String> failed) {
    var last = new Ending(2, "2", outcome, Reason.PODS_CRASH, "", NOW);
    return new Memory(
        new Phase.Resting(),
        Optional.of(OLD),
        outcome == Outcome.HELD ? Optional.of(ATTEMPT) : Optional.empty(),
        failed,
        3,
        0,
        Optional.of(last));
  }

  private static Memory memory(Phase phase, List<String> failed, Optional<Ending> last) {
    return new Memory(phase, Optional.of(OLD), Optional.of(ATTEMPT), failed, 3, 0, last);
  }

  private static BackendReleaseStatus status(Memory memory, String wanted, Reason reason) {
    return build(memory, new Wish.Wanted(plan(wanted)), reason);
  }

  private static BackendReleaseStatus build(Memory memory, Wish wish, Reason reason) {
    return StatusFactory.build(memory, decision(memory, reason), look(wish, NOW));
  }

  private static Decision decision(Memory memory, Reason reason) {
    return new Decision(memory, List.of(), reason, "numbers", Optional.empty());
  }

  private static Look look(Wish wish, Instant now) {
    var release = new BackendRelease();
    release.setMetadata(
        new ObjectMetaBuilder().withName("shop").withGeneration(GENERATION).build());
    var seen =
        new Observation(
            now,
            wish,
            2,
            "fresh",
            2,
            Optional.of(plan("new")),
            List.of(),
            Workload.missing(2),
            Workload.missing(1),
            List.of(),
            new Traffic.Missing(),
            new JobSeen.Absent(),
            new DryRun.Accepted(),
            new Judgement.NotAsked(),
            Optional.empty(),
            Optional.empty(),
            new Gate.Open(),
            List.of());
    var children = new Children(List.of(), List.of(), List.of(), List.of(), List.of());
    return new Look(
        release,
        children,
        Memory.blank(),
        seen,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Told.NOTHING);
  }

  private static Plan plan(String hash) {
    return new Plan(
        hash,
        "2",
        true,
        true,
        new Rolling(1, 0, Duration.ZERO),
        false,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        true,
        false,
        false);
  }
}
