package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Watches how the requests of releases end, and how far their Jobs are. Safe for use by many
 * threads; never blocks.
 */
public interface RequestWatch {

  /**
   * The judgement of this moment. Asking starts the watch and keeps it alive; whoever stops asking
   * is forgotten. A release that is proven to fail stays so until its number changes.
   */
  Judgement judge(WatchTarget target, Instant now);

  /** How the old version's answers end, as far as a watch that goes on has seen. */
  Answers old(String releaseUid);

  /**
   * What the pod of a release's Job last said of its work. It says something new at most every five
   * seconds, and whoever decides is woken then.
   *
   * @param pods of the Job that runs; none ends the watch
   */
  default Optional<String> progress(String releaseUid, List<PodAddress> pods, int port) {
    return Optional.empty();
  }

  /** Ends the watch of a release at once; unknown ones are no error. */
  void forget(String releaseUid);
}
