package dev.slipway.operator.release;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept between two looks; it lives in the status of the BackendRelease.
 *
 * @param serving the revision that traffic goes to when nothing is in flight
 * @param attempt the try in flight, or the last one while the release is held
 * @param failedPlans hashes of plans that are not tried again unless they change, newest last
 * @param seq the highest sequence number given to a migration; never goes down
 * @param intents counts orders to create something; it grows with each, so that an order is carried
 *     out only by the one who wrote it down
 * @param heard what people have said and what came of it
 */
public record Memory(
    Phase phase,
    Optional<Revision> serving,
    Optional<Attempt> attempt,
    List<String> failedPlans,
    long seq,
    long intents,
    Optional<Ending> last,
    Heard heard) {

  private static final int FAILED_PLANS_KEPT = 20;

  public Memory {
    failedPlans = List.copyOf(failedPlans);
  }

  /** A memory in which nobody has said anything. */
  public Memory(
      Phase phase,
      Optional<Revision> serving,
      Optional<Attempt> attempt,
      List<String> failedPlans,
      long seq,
      long intents,
      Optional<Ending> last) {
    this(phase, serving, attempt, failedPlans, seq, intents, last, Heard.NOTHING);
  }

  /** A backend that nobody has released yet. */
  public static Memory blank() {
    return new Memory(
        new Phase.Resting(), Optional.empty(), Optional.empty(), List.of(), 0, 0, Optional.empty());
  }

  Memory moving(Phase to) {
    return new Memory(
        Transitions.check(phase, to),
        serving,
        attempt,
        failedPlans,
        seq,
        intents,
        last,
        to instanceof Phase.GoingBack || to instanceof Phase.Promoting ? heard.going() : heard);
  }

  Memory answered(Instruction.Answer answer) {
    return hearing(heard.answering(answer));
  }

  Memory ruled(Instruction.Answer answer) {
    return hearing(heard.ruling(answer));
  }

  /** From now on nothing goes forward. */
  Memory pausedAt(Instant now) {
    return hearing(heard.pausedAt(now));
  }

  /** Whether a person has stopped the way forward. */
  public boolean paused() {
    return heard.pausedAt().isPresent();
  }

  /** Forward again; the time of the pause is no time in which anything should have happened. */
  Memory resumed(Instant now) {
    var pause = Duration.between(heard.pausedAt().orElse(now), now);
    var later =
        switch (phase) {
          case Phase.Checking(var deadline, var retries, var gated) ->
              new Phase.Checking(deadline.plus(pause), retries, gated);
          case Phase.RollingOut(var deadline) -> new Phase.RollingOut(deadline.plus(pause));
          default -> phase;
        };
    return new Memory(later, serving, attempt, failedPlans, seq, intents, last, heard.going());
  }

  /** What runs already is what serves. */
  Memory adopting(Revision running) {
    return new Memory(phase, Optional.of(running), attempt, failedPlans, seq, intents, last, heard);
  }

  /** What serves becomes the attempt that is gone back from. */
  Memory leaving(Attempt from, Revision to) {
    return new Memory(
        phase, Optional.of(to), Optional.of(from), failedPlans, seq, intents, last, heard);
  }

  /** With these plans alone counting as failed; a held attempt is no longer held for them. */
  Memory forgiving(List<String> failed) {
    return new Memory(phase, serving, attempt, failed, seq, intents, last, heard);
  }

  private Memory hearing(Heard now) {
    return new Memory(phase, serving, attempt, failedPlans, seq, intents, last, now);
  }

  Memory trying(Attempt next) {
    return new Memory(phase, serving, Optional.of(next), failedPlans, seq, intents, last, heard);
  }

  Memory nextSeq() {
    return new Memory(phase, serving, attempt, failedPlans, seq + 1, intents, last, heard);
  }

  /**
   * Whether more was told of the attempt than this memory knows, under a higher number or in a
   * later phase; then what follows from this memory comes too late to be told.
   */
  public boolean isBehind(long toldSeq, Optional<Phase> told) {
    return toldSeq == seq
        ? told.filter(later -> Transitions.reached(later) > Transitions.reached(phase)).isPresent()
        : toldSeq > seq;
  }

  /** What the ledger has seen is taken note of, so that the next number is above it. */
  Memory seqAtLeast(long seen) {
    return new Memory(
        phase, serving, attempt, failedPlans, Math.max(seq, seen), intents, last, heard);
  }

  /** The same with one more order written down. */
  public Memory ordering() {
    return new Memory(phase, serving, attempt, failedPlans, seq, intents + 1, last, heard);
  }

  Memory ended(Ending ending) {
    var succeeded = ending.outcome() == Outcome.SUCCEEDED;
    return new Memory(
        Transitions.check(phase, new Phase.Resting()),
        succeeded ? attempt.map(Attempt::revision) : serving,
        ending.outcome() == Outcome.HELD ? attempt : Optional.empty(),
        ending.outcome().forgetsNothing() ? remembering(trying().planHash()) : failedPlans,
        seq,
        intents,
        Optional.of(ending),
        heard.going());
  }

  /**
   * The try in flight.
   *
   * @throws IllegalStateException where none is: a fault of the core
   */
  public Attempt trying() {
    return attempt.orElseThrow(() -> new IllegalStateException("no attempt in " + phase));
  }

  /** Whether the last attempt was frozen for a person to look at. */
  public boolean held() {
    return phase instanceof Phase.Resting
        && last.map(end -> end.outcome() == Outcome.HELD).orElse(false);
  }

  private List<String> remembering(String planHash) {
    var hashes = new ArrayList<>(failedPlans);
    hashes.remove(planHash);
    hashes.add(planHash);
    return hashes.subList(Math.max(0, hashes.size() - FAILED_PLANS_KEPT), hashes.size());
  }
}
