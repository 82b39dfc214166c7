package dev.slipway.operator.exploration;

import static dev.slipway.operator.exploration.Bending.judging;
import static dev.slipway.operator.exploration.Bending.phase;
import static dev.slipway.operator.exploration.Bending.to;
import static dev.slipway.operator.exploration.Bending.well;

import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Release;

/** Cores that draw a wrong conclusion from what is known of answers. */
enum CrippledJudging implements Turning.Order {
  PROMOTES_BLINDLY {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return Release.decide(
          memory,
          seen.requests() instanceof Judgement.Blind
              ? judging(seen, new Judgement.Pass("looks fine"))
              : seen);
    }
  },

  PROMOTES_ON_A_SUSPICION {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return Release.decide(
          memory,
          seen.requests() instanceof Judgement.Suspect
              ? judging(seen, new Judgement.Pass("will be fine"))
              : seen);
    }
  },

  TAKES_WHAT_BOTH_SUFFER_FOR_THE_DOING_OF_THE_NEW_ONE {
    @Override
    Decision decide(Memory memory, Observation seen) {
      var decision = Release.decide(memory, seen);
      return memory.phase() instanceof Phase.Baking
              && decision.next().phase() instanceof Phase.Baking
              && seen.requests() instanceof Judgement.Shared
          ? to(
              decision,
              phase(
                  decision.next(),
                  new Phase.GoingBack(
                      Reason.ERROR_RATE,
                      "",
                      seen.now().plusSeconds(60),
                      seen.now().plus(Times.PROGRESS))))
          : decision;
    }
  },

  ROLLS_OUT_WHILE_REQUESTS_FAIL_ON_THE_NEW_SCHEMA {
    @Override
    Decision decide(Memory memory, Observation seen) {
      return Release.decide(memory, memory.phase() instanceof Phase.Settling ? well(seen) : seen);
    }
  };

  abstract Decision decide(Memory memory, Observation seen);

  @Override
  public Protocol.Turn turn(Turning turning) {
    return Protocol.turn(turning, turning, turning, this::decide);
  }
}
