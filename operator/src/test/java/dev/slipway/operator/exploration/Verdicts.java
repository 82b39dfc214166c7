package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Reason;

/** Promises about what follows from what is known of answers: S5, S7 and S19. */
final class Verdicts {
  private Verdicts() {}

  static void check(World before, Protocol.Turn turn) {
    var from = turn.before().phase();
    var to = turn.decision().next().phase();
    var requests = turn.seen().requests();
    if (from instanceof Phase.Baking baking && to instanceof Phase.Promoting promoting) {
      promotes(baking, promoting.reason() == Reason.PROMOTED_ON_REQUEST, before, turn);
    }
    if (from instanceof Phase.Settling && to instanceof Phase.RollingOut) {
      Broken.unless(
          turn.seen().serving().answers().sickSince().isEmpty(),
          "S5: it rolls out while requests fail on the new schema");
    }
    if (from instanceof Phase.Baking && to instanceof Phase.GoingBack back) {
      Broken.unless(
          back.why() != Reason.ERROR_RATE || !(requests instanceof Judgement.Shared),
          "S19: what both versions suffer is taken for the doing of the new one");
    }
  }

  private static void promotes(
      Phase.Baking baking, boolean onRequest, World before, Protocol.Turn turn) {
    var seen = turn.seen();
    Broken.unless(
        !Times.NOW.isBefore(baking.until()) || onRequest, "S7: promoted before the bake is over");
    Broken.unless(
        !onRequest || before.asked.is(Verb.PROMOTE),
        "S7: promoted as if somebody had asked for it");
    Broken.unless(
        seen.replicas() == 0
            || (seen.candidate().ready() > 0
                && seen.candidate().ready() >= seen.candidate().desired()),
        "C1: promoted with pods that are not ready");
    Broken.unless(
        switch (seen.requests()) {
          case Judgement.Pass _, Judgement.NotEnoughData _, Judgement.NotAsked _ -> true;
          case Judgement.Blind _ -> seen.replicas() == 0 || onRequest;
          case Judgement.Suspect _, Judgement.Shared _ -> onRequest;
          case Judgement.Fail _ -> false;
        },
        "S7: promoted without a verdict");
  }
}
