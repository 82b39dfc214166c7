package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;
import static dev.slipway.operator.release.Given.NOW;
import static dev.slipway.operator.release.Given.SHARED_TRAFFIC;
import static dev.slipway.operator.release.Given.firstInstall;
import static dev.slipway.operator.release.Given.v1Serves;
import static dev.slipway.operator.release.Given.v2Held;
import static dev.slipway.operator.release.Refusals.refuses;

import dev.slipway.operator.release.Action.NarrowTraffic;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Instruction.Way;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Resting;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** B6: what a person may ask for while nothing is in flight. */
class RecallTest {
  private static final Revision V0 = new Revision(1, "v0", "hash-v0");

  @Test
  void fromWhatServesTheWayGoesToTheRevisionBefore() {
    var decision = served().asked(rollback(Optional.empty())).decide();
    assertThat(decision).goesTo(GoingBack.class).because(Reason.ROLLBACK_REQUESTED);
    Assertions.assertThat(decision.next().serving()).contains(V0);
    Assertions.assertThat(decision.next().trying().number()).isEqualTo(1);
  }

  @Test
  void withoutARecordOfAnEarlierVersionThereIsNoWay() {
    refuses(
        served()
            .asked(
                new Instruction.Given("words", Verb.ROLLBACK, 1, Optional.of(4), Optional.empty())),
        "revision 4 has no record of having served");
    refuses(served().asked(Verb.ROLLBACK, 1), "no record of a version that served before");
  }

  @Test
  void whatIsHeldGoesBackWhenAPersonSaysSo() {
    assertThat(v2Held().traffic(SHARED_TRAFFIC).asked(Verb.ROLLBACK, 2))
        .goesTo(GoingBack.class)
        .does(new NarrowTraffic(1, "svc"));
  }

  @Test
  void aPlanThatFailedIsTriedOnceMoreOnRequest() {
    var failed = v1Serves().wanting("v2").failedBefore("v2").lastEnded(Outcome.ROLLED_BACK, "v2");
    var decision = failed.asked(Verb.RETRY, 2).decide();
    assertThat(decision).because(Reason.RETRIED);
    Assertions.assertThat(decision.next().failedPlans()).isEmpty();
    refuses(v1Serves().lastEnded(Outcome.FAILED, "v2").asked(Verb.RETRY, 2), "has not failed");
    refuses(failed.asked(Verb.RETRY, 1), "the last attempt is 2");
    refuses(failed.wish(new Wish.Invalid("odd")).asked(Verb.RETRY, 2), "cannot be tried");
  }

  @Test
  void aHeldFirstVersionOrOneWithoutItsRecordStaysHeld() {
    refuses(v2Held().planLost().asked(Verb.ROLLBACK, 2), "record of the attempt is gone");
    refuses(
        firstInstall(new Resting()).lastEnded(Outcome.HELD, "v2").asked(Verb.ROLLBACK, 2),
        "nothing to go back to");
    refuses(v2Held().asked(Verb.ROLLBACK, 5), "revision 1 serves");
  }

  private static Given served() {
    return v1Serves();
  }

  private static Instruction rollback(Optional<Integer> to) {
    var from = new Attempt(1, "id-1", "v1", "hash-v1", NOW, 0, false);
    return new Instruction.Given(
        "words", Verb.ROLLBACK, 1, to, Optional.of(new Way(from, Given.plan("v1"), V0)));
  }
}
