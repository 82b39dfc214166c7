package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.releasingV2;

import dev.slipway.operator.release.Action.AnswerRuling;
import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.RollingOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** P6: a release waits for its gates, and never fails by that. */
class GateTest {
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
  private static final Gate FROZEN = new Gate.Closed("waits: frozen", Optional.empty());
  private static final Checking WAITING =
      new Checking(NOW.minusSeconds(3600), Retries.NONE, Optional.of(NOW.minusSeconds(7200)));

  @Test
  void nothingIsStartedWhileAGateIsClosed_P6() {
    assertThat(releasingV2(new Checking(LATER)).gate(FROZEN))
        .goesTo(new Checking(LATER, Retries.NONE, Optional.of(NOW)))
        .because(Reason.WAITS_FOR_GATE)
        .saying("waits: frozen")
        .startsNothing();
    assertThat(releasingV2(new Checking(LATER)).jobSaid(Result.Verdict.DONE).gate(FROZEN))
        .staysIn(Checking.class)
        .because(Reason.WAITS_FOR_GATE);
  }

  @Test
  void theEndOfAFreezeIsNotWaitedForInVain() {
    var soon = NOW.plusSeconds(20);
    assertThat(releasingV2(WAITING).gate(new Gate.Closed("waits: frozen", Optional.of(soon))))
        .wakesAt(soon);
  }

  @Test
  void waitingHasNoDeadline() {
    assertThat(releasingV2(WAITING).gate(FROZEN)).goesTo(WAITING).startsNothing();
    assertThat(releasingV2(WAITING).gate(FROZEN).wish(new Wish.Waiting("a ConfigMap")))
        .goesTo(WAITING);
  }

  @Test
  void whatAnotherReleaseHasIsWaitedForWithoutADeadline() {
    var taken = new Gate.Taken("waits for the release orders");
    assertThat(releasingV2(new Checking(LATER)).gate(taken))
        .goesTo(new Checking(LATER, Retries.NONE, Optional.of(NOW)))
        .because(Reason.WAITS_FOR_RELEASE)
        .saying("orders")
        .startsNothing();
    assertThat(releasingV2(WAITING).gate(taken)).goesTo(WAITING).startsNothing();
  }

  @Test
  void aServiceThatBecomesForeignWhileItIsCheckedIsWaitedForBeforeAnythingIsChanged() {
    assertThat(releasingV2(WAITING).jobSaid(Result.Verdict.DONE).trafficOfRelease("orders"))
        .goesTo(WAITING)
        .because(Reason.WAITS_FOR_RELEASE)
        .startsNothing();
    assertThat(
            releasingV2(WAITING)
                .jobSaid(Result.Verdict.DONE)
                .traffic(new Traffic.Foreign("Service shop belongs to somebody else", false)))
        .goesTo(WAITING)
        .because(Reason.NAME_TAKEN)
        .startsNothing();
  }

  @Test
  void afterTheWaitEverythingIsCheckedAnew() {
    assertThat(releasingV2(WAITING).jobSaid(Result.Verdict.DONE).seq(4))
        .goesTo(new Checking(LATER))
        .because(Reason.CHECKING);
    Assertions.assertThat(releasingV2(WAITING).seq(4).decide().next().seq()).isEqualTo(5);
  }

  @Test
  void aNewerPlanAndAPersonEndTheWait() {
    assertThat(releasingV2(WAITING).gate(FROZEN).wanting("v3")).ends(Outcome.SUPERSEDED);
    assertThat(releasingV2(WAITING).gate(FROZEN).asked(Instruction.Verb.ROLLBACK, 2))
        .ends(Outcome.FAILED)
        .because(Reason.ROLLBACK_REQUESTED);
  }

  @Test
  void anApprovalIsAnsweredAndCountsForTheAttemptThatWaitsOnly() {
    assertThat(releasingV2(WAITING).gate(FROZEN).ruling(approval(2)))
        .because(Reason.APPROVED)
        .doesJust(answer(true, "it counts for attempt 2"));
    assertThat(releasingV2(WAITING).gate(FROZEN).ruling(approval(1)))
        .doesJust(answer(false, "attempt 2 is the one that waits"));
    assertThat(releasingV2(new RollingOut(LATER)).ruling(approval(2)))
        .doesJust(answer(false, "no attempt waits for approvals"));
  }

  private static AnswerRuling answer(boolean accepted, String message) {
    return new AnswerRuling(new Answer("yes 1", accepted, message, NOW));
  }

  private static Ruling approval(int attempt) {
    return new Ruling("yes 1", Ruling.Verb.APPROVE, attempt, "ana", "read it", List.of(), NOW);
  }
}
