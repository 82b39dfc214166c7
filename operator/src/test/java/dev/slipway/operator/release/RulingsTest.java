package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.releasingV2;
import static dev.slipway.operator.release.Given.v2Held;

import dev.slipway.operator.release.Action.AnswerRuling;
import dev.slipway.operator.release.Action.ReopenRecord;
import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Ruling.Acceptance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** D14: what nobody could tell is told by a person who has looked, and the release goes on. */
class RulingsTest {
  private static final Migrating GOES_ON =
      new Migrating(1, false, NOW, Optional.of(new Acceptance("ana", List.of("V3__index.sql"))));

  @Test
  void theHeldAttemptMigratesAgainWithWhatThePersonVouchesFor_D14() {
    var decision = v2Held().migrationUnknown().ruling(ruling(2, NOW)).decide();

    assertThat(decision)
        .goesTo(GOES_ON)
        .because(Reason.RESOLVED)
        .saying("ana has found V3__index.sql in the database")
        .remembersNoFailure()
        .does(new ReopenRecord(2, ruling(2, NOW)), answer(true, said(decision)));
  }

  @Test
  void theWordGoesWithEveryTryUnderAHigherNumber_S3() {
    var launched = releasingV2(GOES_ON).seq(17).decide();
    assertThat(launched)
        .goesTo(new Migrating(2, true, NOW.plus(Pace.SIGHT), GOES_ON.vouched()))
        .does(new Action.StartJob(Step.MIGRATE, 2, 18));
    var running = new Migrating(2, true, NOW, GOES_ON.vouched());
    assertThat(releasingV2(running).jobSaid(Result.Verdict.LOCK_TIMEOUT))
        .goesTo(new Migrating(2, false, NOW.plusSeconds(10), GOES_ON.vouched()));
  }

  @Test
  void whatIsNotHeldForThatReasonIsNotResolved() {
    refuses(v2Held().ruling(ruling(2, NOW)), "attempt 2 is held as ErrorRate");
    refuses(v2Held().migrationUnknown().ruling(ruling(3, NOW)), "attempt 2 is held");
    refuses(v2Held().migrationUnknown().planLost().ruling(ruling(2, NOW)), "record");
    refuses(Given.v1Serves().ruling(ruling(1, NOW)), "no attempt is held");
    refuses(
        releasingV2(new RollingOut(NOW.plusSeconds(60))).ruling(ruling(2, NOW)),
        "no attempt is held");
  }

  @Test
  void whoHasLookedBeforeItWasHeldHasSeenSomethingElse() {
    refuses(
        v2Held().migrationUnknown().ruling(ruling(2, NOW.minusSeconds(2))), "made before", "again");
    assertThat(v2Held().migrationUnknown().ruling(ruling(2, NOW.minusMillis(900)))).goesTo(GOES_ON);
  }

  @Test
  void anAnswerIsToldUntilItIsThereAndNothingIsDoneTwice() {
    var given = v2Held().migrationUnknown().ruling(ruling(2, NOW)).ruled();
    assertThat(given).rests().doesJust(answer(true, "done"));
  }

  private static void refuses(Given given, String... words) {
    var before = given.memory();
    var decision = given.decide();
    assertThat(decision).because(Reason.REQUEST_REFUSED).saying(words);
    Assertions.assertThat(decision.actions()).containsExactly(answer(false, said(decision)));
    Assertions.assertThat(decision.next().phase()).isEqualTo(before.phase());
    Assertions.assertThat(decision.next().failedPlans()).isEqualTo(before.failedPlans());
  }

  private static String said(Decision decision) {
    return decision.next().heard().ruling().orElseThrow().message();
  }

  private static AnswerRuling answer(boolean accepted, String message) {
    return new AnswerRuling(new Answer("look 1", accepted, message, NOW));
  }

  private static Ruling ruling(int attempt, Instant at) {
    return new Ruling(
        "look 1", Ruling.Verb.RESOLVE, attempt, "ana", "looked", List.of("V3__index.sql"), at);
  }
}
