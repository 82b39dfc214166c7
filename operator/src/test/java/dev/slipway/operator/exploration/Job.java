package dev.slipway.operator.exploration;

import dev.slipway.operator.release.JobSeen;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import dev.slipway.operator.release.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Job of the backend; the controller may start a second pod for it.
 *
 * @param attempt index of the attempt that ordered it
 * @param age seconds since it was made, as long as no container started
 * @param applied files of the attempt that are in, one bit each, when it ended
 * @param highest number in the ledger that a fenced run was told
 * @param hidden deleted, while its pods go on for their grace period
 */
record Job(
    Step step,
    int attempt,
    int seq,
    int age,
    boolean stopped,
    Pod first,
    Pod second,
    Verdict verdict,
    SchemaState state,
    int applied,
    int pending,
    int highest,
    boolean hidden) {
  static final List<String> FILES = List.of("V2__table.sql", "V3__index.sql");
  static final int ALL = 3;

  static Job ordered(Step step, int attempt, int seq) {
    var pod = step == Step.MIGRATE || step == Step.INSPECT ? Pod.UNSTARTED : Pod.STARTED;
    return new Job(
        step,
        attempt,
        seq,
        0,
        false,
        pod,
        Pod.NONE,
        Verdict.UNKNOWN,
        SchemaState.UNKNOWN,
        0,
        0,
        0,
        false);
  }

  Job with(Pod one, Pod other) {
    return new Job(
        step, attempt, seq, age, stopped, one, other, verdict, state, applied, pending, highest,
        hidden);
  }

  Job with(int pod, Pod is) {
    return pod == 0 ? with(is, second) : with(first, is);
  }

  Pod pod(int index) {
    return index == 0 ? first : second;
  }

  Job suspended() {
    var kept =
        new Job(
            step, attempt, seq, age, true, first, second, verdict, state, applied, pending, highest,
            hidden);
    return kept.with(Pod.DEAD, second);
  }

  /** Deleted, while its pods go on: nobody finds it under its name. */
  Job forgotten() {
    return new Job(
        step, attempt, seq, age, stopped, first, second, verdict, state, applied, pending, highest,
        true);
  }

  Job older(int seconds) {
    return unstarted()
        ? new Job(
            step,
            attempt,
            seq,
            Math.min(Fleet.OLDEST, age + seconds),
            stopped,
            first,
            second,
            verdict,
            state,
            applied,
            pending,
            highest,
            hidden)
        : this;
  }

  /** A pod that was let in has the better tale than one that was fenced. */
  Job ended(int pod, Verdict how, SchemaState found, int in, int toCome, int inLedger) {
    if (verdict != Verdict.UNKNOWN && verdict != Verdict.FENCED) {
      return with(pod, Pod.ENDED);
    }
    return new Job(
            step, attempt, seq, 0, stopped, first, second, how, found, in, toCome, inLedger, hidden)
        .with(pod, Pod.ENDED);
  }

  boolean alive() {
    return first.alive() || second.alive();
  }

  boolean unstarted() {
    return first == Pod.UNSTARTED && second == Pod.NONE;
  }

  JobSeen seen() {
    if (first == Pod.ENDED || second == Pod.ENDED) {
      return new JobSeen.Ended(result());
    }
    if (stopped) {
      return new JobSeen.Stopped("no such Secret");
    }
    if (unstarted() && age > 0) {
      return new JobSeen.Unstarted(World.CURRENT, Times.NOW.minusSeconds(age), "no such Secret");
    }
    return alive() ? new JobSeen.Running() : new JobSeen.Lost("its pod is gone");
  }

  Result result() {
    return new Result(
        verdict,
        "",
        names(applied),
        names(pending),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        state,
        verdict == Verdict.FENCED ? OptionalLong.of(highest) : OptionalLong.empty());
  }

  private static List<String> names(int files) {
    return switch (files) {
      case 0 -> List.of();
      case 1 -> FILES.subList(0, 1);
      case 2 -> FILES.subList(1, 2);
      default -> FILES;
    };
  }
}
