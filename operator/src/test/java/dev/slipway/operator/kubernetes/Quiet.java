package dev.slipway.operator.kubernetes;

import dev.slipway.operator.analysis.RequestWatch;
import dev.slipway.operator.analysis.WatchTarget;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.time.Instant;

/** Nobody asks for metrics. */
class Quiet implements RequestWatch {
  @Override
  public Judgement judge(WatchTarget target, Instant now) {
    return new Judgement.NotEnoughData("nobody asked");
  }

  @Override
  public Answers old(String releaseUid) {
    return Answers.UNSEEN;
  }

  @Override
  public void forget(String releaseUid) {}
}
