package dev.slipway.operator.kubernetes.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A runner's last words. They come from a pod that a tenant could have tampered with, so they are
 * bounded, tolerant in reading, and never trusted to be well formed.
 */
final class ResultReader {
  private static final int LONGEST = 4096;
  private static final int MOST = 200;
  private static final long LARGEST_SEQ = 1L << 53;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ResultReader() {}

  /** Empty where neither the message nor the exit code tells what happened. */
  static Optional<Result> read(@Nullable String message, int exitCode) {
    var json = parsed(message);
    if (json.isPresent()) {
      var verdict = verdict(json.get().path("verdict").asText(""));
      return verdict == Verdict.UNKNOWN
          ? byExitCode(exitCode)
          : Optional.of(result(json.get(), verdict));
    }
    return byExitCode(exitCode);
  }

  /** Empty where there is no message that can be read. */
  static Optional<SchemaTrace> trace(@Nullable String message) {
    return parsed(message)
        .map(json ->
            new SchemaTrace(
                fingerprint(json.path("fingerprintBefore")),
                fingerprint(json.path("fingerprintAfter")),
                list(json.path("notes"))));
  }

  private static Optional<String> fingerprint(JsonNode node) {
    return text(node).filter(digits -> digits.matches("[0-9a-f]{1,64}"));
  }

  private static Optional<JsonNode> parsed(@Nullable String message) {
    if (message == null || message.isBlank() || message.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(message)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Result result(JsonNode json, Verdict verdict) {
    return new Result(
        verdict,
        Redaction.of(json.path("message").asText("")),
        list(json.path("applied")),
        list(json.path("pending")),
        list(json.path("destructive")),
        text(json.path("current")),
        text(json.path("plan")),
        state(json.path("state").asText("")),
        highest(json.path("highest")));
  }

  /** A number that leaves room to go on above it. */
  private static OptionalLong highest(JsonNode node) {
    return node.isIntegralNumber()
            && node.canConvertToLong()
            && node.asLong() >= 0
            && node.asLong() <= LARGEST_SEQ
        ? OptionalLong.of(node.asLong())
        : OptionalLong.empty();
  }

  private static Optional<Result> byExitCode(int code) {
    var verdict =
        switch (code) {
          case 0 -> Verdict.DONE;
          case 10 -> Verdict.LOCK_TIMEOUT;
          case 11 -> Verdict.FAILED;
          case 12 -> Verdict.PREFIX_APPLIED;
          case 13 -> Verdict.PLAN_DIFFERS;
          case 14 -> Verdict.FENCED;
          case 15 -> Verdict.VERIFICATION_FAILED;
          case 17 -> Verdict.UNREACHABLE;
          case 18 -> Verdict.BAD_INPUT;
          case 19 -> Verdict.LOCKED_OUT;
          case 20 -> Verdict.REFUSED;
          case 21 -> Verdict.SMOKE_FAILED;
          default -> Verdict.UNKNOWN;
        };
    return verdict == Verdict.UNKNOWN
        ? Optional.empty()
        : Optional.of(Result.of(verdict, "the runner left no message, exit code " + code));
  }

  /** {@code PrefixApplied} is PREFIX_APPLIED. */
  private static Verdict verdict(String word) {
    for (var verdict : Verdict.values()) {
      if (verdict.name().equals(constant(word))) {
        return verdict;
      }
    }
    return Verdict.UNKNOWN;
  }

  private static SchemaState state(String word) {
    for (var state : SchemaState.values()) {
      if (state.name().equals(constant(word))) {
        return state;
      }
    }
    return SchemaState.UNKNOWN;
  }

  private static String constant(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static List<String> list(JsonNode node) {
    var items = new ArrayList<String>();
    for (var item : node) {
      if (items.size() < MOST) {
        items.add(Redaction.of(item.asText("")));
      }
    }
    return items;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(Redaction.of(node.asText()))
        : Optional.empty();
  }
}
