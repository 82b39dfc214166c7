package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that is known of one attempt's requests. Bounded: looks older than the limit's window live on
 * as sums only.
 *
 * @param recent looks of the limit's window, oldest first
 * @param total what the new version answered since the watch began
 * @param breach the time above the limit that is going on
 * @param newPods empty while there are no pods of the new version to ask
 * @param oldPods empty while there are no pods of the old version to ask
 * @param trouble why a pod of the new version gave no metrics at the last look
 */
record Evidence(
    Limit limit,
    Instant begun,
    List<Round> recent,
    Tally total,
    Cusum cusum,
    Optional<Breach> breach,
    Optional<Presence> newPods,
    Optional<Presence> oldPods,
    Optional<String> trouble) {

  /** Fewer answers of the old version give no rate to compare with. */
  private static final int COMPARABLE = 5;

  private static final int FAILOVER_LOOKS = 3;

  Evidence {
    recent = List.copyOf(recent);
  }

  static Evidence none(Limit limit, Instant at) {
    return new Evidence(
        limit,
        at,
        List.of(),
        Tally.NONE,
        Cusum.startingAt(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, knowing which groups there are to ask at this moment. */
  Evidence asking(boolean anyNew, boolean anyOld, Instant at) {
    return new Evidence(
        limit,
        begun,
        recent,
        total,
        cusum,
        breach,
        asked(newPods, anyNew, at),
        asked(oldPods, anyOld, at),
        trouble);
  }

  Evidence after(Round round) {
    var oldest = round.at().minus(limit.window());
    var window =
        Stream.concat(recent.stream().filter(seen -> seen.at().isAfter(oldest)), Stream.of(round))
            .toList();
    return new Evidence(
        limit,
        begun,
        window,
        total.plus(round.candidate()),
        cusum.after(round, allowed(window)),
        breach(window),
        answered(newPods, !round.candidates().isEmpty(), round.at()),
        answered(oldPods, !round.old().isEmpty(), round.at()),
        round.trouble());
  }

  Tally window() {
    return sum(recent, Round::candidate);
  }

  Tally oldWindow() {
    return sum(recent, Round::baseline);
  }

  boolean aboveLimit() {
    return window().errors() > 1 && window().rate() > limit.errorRate();
  }

  /** Old pods fail much like the new ones: whatever it is, it is not the new version alone. */
  boolean shared() {
    return shared(oldWindow(), window());
  }

  private boolean shared(Tally old, Tally fresh) {
    return old.answers() >= COMPARABLE
        && old.rate() > limit.errorRate()
        && old.rate() * 2 >= fresh.rate();
  }

  /** The limit, or what the old version has in these very seconds where that is more. */
  private double allowed(List<Round> window) {
    var last = window.subList(Math.max(0, window.size() - FAILOVER_LOOKS), window.size());
    return Stream.of(window.getLast().baseline(), sum(last, Round::baseline))
        .filter(old -> old.answers() >= COMPARABLE)
        .mapToDouble(Tally::rate)
        .reduce(limit.errorRate(), Math::max);
  }

  private Optional<Breach> breach(List<Round> window) {
    var fresh = sum(window, Round::candidate);
    if (fresh.rate() <= limit.errorRate() || shared(sum(window, Round::baseline), fresh)) {
      return Optional.empty();
    }
    var last = window.getLast();
    return Optional.of(
        breach
            .map(going -> new Breach(going.since(), going.tally().plus(last.candidate())))
            .orElseGet(() -> new Breach(last.at(), last.candidate())));
  }

  private static Tally sum(List<Round> rounds, Function<Round, Tally> part) {
    return Tally.sum(rounds.stream().map(part).toList());
  }

  private static Optional<Presence> asked(Optional<Presence> group, boolean any, Instant at) {
    return any ? group.or(() -> Optional.of(Presence.askedFirst(at))) : Optional.empty();
  }

  private static Optional<Presence> answered(Optional<Presence> group, boolean any, Instant at) {
    return any ? group.map(presence -> presence.answered(at)) : group;
  }
}
