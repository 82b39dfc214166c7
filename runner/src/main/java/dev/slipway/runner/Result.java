package dev.slipway.runner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
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
  "applied",
  "pending",
  "destructive"
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
    @Nullable String state) {

  public static Result of(Verdict verdict, String message) {
    return new Result(verdict, message, null, null, null, null, null, null, null, null, null);
  }

  public Result versions(
      @Nullable String current, @Nullable String target, @Nullable String before) {
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
        state);
  }

  public Result files(List<String> applied, List<String> pending) {
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
        state);
  }

  public Result failed(@Nullable String failed) {
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
        state);
  }

  public Result destructive(List<String> destructive) {
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
        state);
  }

  public Result plan(@Nullable String plan) {
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
        state);
  }

  public Result state(String state) {
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
        state);
  }

  public Result message(String message) {
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
        state);
  }
}
