package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.time.Instant;

/** Watches how the requests of releases end. Safe for use by many threads; never blocks. */
public interface RequestWatch {

  /**
   * The judgement of this moment. Asking starts the watch and keeps it alive; whoever stops asking
   * is forgotten. A release that is proven to fail stays so until its number changes.
   */
  Judgement judge(WatchTarget target, Instant now);

  /** How the old version's answers end, as far as a watch that goes on has seen. */
  Answers old(String releaseUid);

  /** Ends the watch of a release at once; unknown ones are no error. */
  void forget(String releaseUid);
}
