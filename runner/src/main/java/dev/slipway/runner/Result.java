package dev.slipway.runner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a verb leaves for the operator: wire form of the termination message.
 *
 * @param current version the database stands at
 * @param target newest version among the files
 * @param before version before the attempt
 * @param applied versions (names for repeatable files) this attempt has applied, over all its runs
 * @param pending versions not applied yet
 * @param failed the version that is not in
 * @param destructive statements that lose data, as {@code file: words}
 * @param plan hash of what was pending when the verb began
 * @param state what inspect found
 * @param fingerprintBefore of the schemas that are ours, when the run began
 * @param fingerprintAfter the same when it ended
 * @param changed objects that are new (+), gone (-) or different (~)
 * @param notes what people should know and nothing is refused for
 * @param highest the highest sequence number the ledger has for the release; told where a run with
 *     a lower one was turned away
 */
@JsonPropertyOrder({
  "verdict",
  "message",
  "state",
  "current",
  "target",
  "before",
  "failed",
  "plan",
  "highest",
  "fingerprintBefore",
  "fingerprintAfter",
  "applied",
  "pending",
  "destructive",
  "notes",
  "changed"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Result(
    Verdict verdict,
    String message,
    @Nullable String current,
    @Nullable String target,
    @Nullable String before,
    @Nullable List<String> applied,
    @Nullable List<String> pending,
    @Nullable String failed,
    @Nullable List<String> destructive,
    @Nullable String plan,
    @Nullable String state,
    @Nullable Long highest,
    @Nullable String fingerprintBefore,
    @Nullable String fingerprintAfter,
    @Nullable List<String> changed,
    @Nullable List<String> notes) {

  public static Result of(Verdict verdict, String message) {
    return new ResultDraft(verdict, message).result();
  }

  public Result versions(
      @Nullable String current, @Nullable String target, @Nullable String before) {
    return with(draft -> {
      draft.current = current;
      draft.target = target;
      draft.before = before;
    });
  }

  public Result files(List<String> applied, List<String> pending) {
    return with(draft -> {
      draft.applied = applied;
      draft.pending = pending;
    });
  }

  public Result failed(@Nullable String failed) {
    return with(draft -> draft.failed = failed);
  }

  public Result destructive(List<String> destructive) {
    return with(draft -> draft.destructive = destructive);
  }

  public Result plan(@Nullable String plan) {
    return with(draft -> draft.plan = plan);
  }

  public Result state(String state) {
    return with(draft -> draft.state = state);
  }

  public Result highest(long seq) {
    return with(draft -> draft.highest = seq);
  }

  public Result fingerprints(@Nullable String before, @Nullable String after) {
    return with(draft -> {
      draft.fingerprintBefore = before;
      draft.fingerprintAfter = after;
    });
  }

  public Result changed(List<String> changed) {
    return with(draft -> draft.changed = changed);
  }

  public Result notes(List<String> notes) {
    return with(draft -> draft.notes = notes);
  }

  public Result verdict(Verdict verdict) {
    return with(draft -> draft.verdict = verdict);
  }

  public Result message(String message) {
    return with(draft -> draft.message = message);
  }

  Result with(Consumer<ResultDraft> change) {
    ResultDraft draft = new ResultDraft(this);
    change.accept(draft);
    return draft.result();
  }
}
