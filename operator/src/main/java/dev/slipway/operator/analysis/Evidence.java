package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one attempt's answers.
 *
 * @param begun when the watch began; from when the new version has pods: since then
 * @param slow one for each percentile that is judged
 * @param oldTimes how long answers of the old version took since the watch began
 * @param counts whether pages of the new version count requests under a known name
 * @param hides whether pages of the new version do not tell how long answers took
 * @param newPods empty while there are no pods of the new version to ask
 * @param oldPods empty while there are no pods of the old version to ask
 * @param trouble why a pod of the new version gave no metrics at the last look
 */
record Evidence(
    Limits limits,
    Instant begun,
    Track errors,
    List<Track> slow,
    Histogram oldTimes,
    boolean counts,
    boolean hides,
    Optional<Presence> newPods,
    Optional<Presence> oldPods,
    Optional<String> trouble) {

  Evidence {
    slow = List.copyOf(slow);
  }

  static Evidence none(Limits limits, Instant at) {
    return new Evidence(
        limits,
        at,
        Track.none(limits.errors(), limits.errorsBefore(), at),
        limits.slow().stream().map(limit -> Track.none(limit, Tally.NONE, at)).toList(),
        Histogram.NONE,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, knowing which groups there are to ask at this moment. */
  Evidence asking(boolean anyNew, boolean anyOld, Instant at) {
    return new Evidence(
        limits,
        anyNew && newPods.isEmpty() ? at : begun,
        errors,
        slow,
        oldTimes,
        counts,
        hides,
        asked(newPods, anyNew, at),
        asked(oldPods, anyOld, at),
        trouble);
  }

  Evidence after(Look look) {
    return new Evidence(
        limits,
        begun,
        errors.after(look.round(errors.limit().symptom())),
        slow.stream().map(track -> track.after(look.round(track.limit().symptom()))).toList(),
        oldTimes.plus(look.oldTimes()),
        counts || look.counts(),
        look.answered() ? look.hides(limits.slow()) : hides,
        answered(newPods, !look.candidates().isEmpty(), look.at()),
        answered(oldPods, !look.old().isEmpty(), look.at()),
        look.trouble());
  }

  List<Track> tracks() {
    var all = new ArrayList<Track>();
    all.add(errors);
    all.addAll(slow);
    return all;
  }

  /** How the old version answers. */
  Answers old() {
    return new Answers(
        errors.oldTotal().answers(),
        errors.oldTotal().errors(),
        oldTimes.percentile(0.99),
        tracks().stream()
            .flatMap(track -> track.oldSick().stream())
            .min(Comparator.naturalOrder()));
  }

  private static Optional<Presence> asked(Optional<Presence> group, boolean any, Instant at) {
    return any ? group.or(() -> Optional.of(Presence.askedFirst(at))) : Optional.empty();
  }

  private static Optional<Presence> answered(Optional<Presence> group, boolean any, Instant at) {
    return any ? group.map(presence -> presence.answered(at)) : group;
  }
}
