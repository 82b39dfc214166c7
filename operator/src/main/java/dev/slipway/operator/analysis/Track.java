package dev.slipway.operator.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One symptom of one attempt, followed. Bounded: looks older than the limit's window live on as
 * sums only.
 *
 * @param before what the old version had before anything changed
 * @param recent looks of the limit's window, oldest first
 * @param total what the new version answered since the watch began
 * @param oldTotal the same of the old version
 * @param breach the time above the limit that is going on
 * @param oldSick since when the old version is above the limit, and well above what it had before
 */
record Track(
    Limit limit,
    Tally before,
    List<Round> recent,
    Tally total,
    Tally oldTotal,
    Cusum cusum,
    Optional<Breach> breach,
    Optional<Instant> oldSick) {

  /** Fewer answers of the old version give no rate to compare with. */
  private static final int COMPARABLE = 5;

  private static final int FAILOVER_LOOKS = 3;

  Track {
    recent = List.copyOf(recent);
  }

  static Track none(Limit limit, Tally before, Instant at) {
    return new Track(
        limit,
        before,
        List.of(),
        Tally.NONE,
        Tally.NONE,
        Cusum.startingAt(at),
        Optional.empty(),
        Optional.empty());
  }

  Track after(Round round) {
    var oldest = round.at().minus(limit.window());
    var window =
        Stream.concat(recent.stream().filter(seen -> seen.at().isAfter(oldest)), Stream.of(round))
            .toList();
    return new Track(
        limit,
        before,
        window,
        total.plus(round.candidate()),
        oldTotal.plus(round.baseline()),
        cusum.after(round, allowed(window)),
        breach(window),
        oldSick(window));
  }

  Tally window() {
    return sum(recent, Round::candidate);
  }

  Tally oldWindow() {
    return sum(recent, Round::baseline);
  }

  boolean aboveLimit() {
    return window().errors() > 1 && window().rate() > limit.share();
  }

  /** Old pods fail much like the new ones: whatever it is, it is not the new version alone. */
  boolean shared() {
    return shared(oldWindow(), window());
  }

  private boolean shared(Tally old, Tally fresh) {
    return alike(old, COMPARABLE, fresh)
        || (old.answers() < COMPARABLE && alike(before, Judge.ENOUGH, fresh));
  }

  private boolean alike(Tally old, int enough, Tally fresh) {
    return old.answers() >= enough && old.rate() > limit.share() && old.rate() * 2 >= fresh.rate();
  }

  /**
   * The limit, or what the old version has in these very seconds or had before, if that is more.
   */
  private double allowed(List<Round> window) {
    var last = window.subList(Math.max(0, window.size() - FAILOVER_LOOKS), window.size());
    var now =
        Stream.of(window.getLast().baseline(), sum(last, Round::baseline))
            .filter(old -> old.answers() >= COMPARABLE);
    return Stream.concat(now, Stream.of(before).filter(old -> old.answers() >= Judge.ENOUGH))
        .mapToDouble(Tally::rate)
        .reduce(limit.share(), Math::max);
  }

  private Optional<Breach> breach(List<Round> window) {
    var fresh = sum(window, Round::candidate);
    if (fresh.rate() <= limit.share() || shared(sum(window, Round::baseline), fresh)) {
      return Optional.empty();
    }
    var last = window.getLast();
    return Optional.of(
        breach
            .map(going -> new Breach(going.since(), going.tally().plus(last.candidate())))
            .orElseGet(() -> new Breach(last.at(), last.candidate())));
  }

  private Optional<Instant> oldSick(List<Round> window) {
    var old = sum(window, Round::baseline);
    var usual = before.answers() >= Judge.ENOUGH ? 2 * before.rate() : 0;
    if (old.answers() < Judge.ENOUGH
        || old.errors() <= limit.chance(old.answers())
        || old.rate() <= Math.max(limit.share(), usual)) {
      return Optional.empty();
    }
    return oldSick.or(() ->
        window.stream().filter(round -> round.baseline().errors() > 0).map(Round::at).findFirst());
  }

  private static Tally sum(List<Round> rounds, Function<Round, Tally> part) {
    return Tally.sum(rounds.stream().map(part).toList());
  }
}
