package dev.slipway.runner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Result} on its way: the one place that copies its components. */
final class ResultDraft {
  Verdict verdict;
  String message;
  @Nullable String current;
  @Nullable String target;
  @Nullable String before;
  @Nullable List<String> applied;
  @Nullable List<String> pending;
  @Nullable String failed;
  @Nullable List<String> destructive;
  @Nullable String plan;
  @Nullable String state;
  @Nullable Long highest;
  @Nullable String fingerprintBefore;
  @Nullable String fingerprintAfter;
  @Nullable List<String> changed;
  @Nullable List<String> notes;

  ResultDraft(Verdict verdict, String message) {
    this.verdict = verdict;
    this.message = message;
  }

  ResultDraft(Result result) {
    this(result.verdict(), result.message());
    current = result.current();
    target = result.target();
    before = result.before();
    applied = result.applied();
    pending = result.pending();
    failed = result.failed();
    destructive = result.destructive();
    plan = result.plan();
    state = result.state();
    highest = result.highest();
    fingerprintBefore = result.fingerprintBefore();
    fingerprintAfter = result.fingerprintAfter();
    changed = result.changed();
    notes = result.notes();
  }

  Result result() {
    return new Result(
        verdict,
        message,
        current,
        target,
        before,
        applied,
        pending,
        failed,
        destructive,
        plan,
        state,
        highest,
        fingerprintBefore,
        fingerprintAfter,
        changed,
        notes);
  }
}
