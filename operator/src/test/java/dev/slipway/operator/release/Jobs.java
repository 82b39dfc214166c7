package dev.slipway.operator.release;

import static dev.slipway.operator.release.Given.NOW;

import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs of a migration as they are seen. */
final class Jobs {
  private Jobs() {}

  static JobSeen unstarted(Duration since) {
    return new JobSeen.Unstarted("job", NOW.minus(since), "no such Secret");
  }

  static JobSeen fencedBelow(long highest) {
    return said(Verdict.FENCED, SchemaState.UNKNOWN, highest);
  }

  static JobSeen said(Verdict verdict, SchemaState state, long highest) {
    return new JobSeen.Ended(
        new Result(
            verdict,
            "the runner said so",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            state,
            OptionalLong.of(highest)));
  }

  static JobSeen found(SchemaState state) {
    return ended(Verdict.DONE, state);
  }

  static JobSeen ended(Verdict verdict, SchemaState state, String... applied) {
    return new JobSeen.Ended(
        new Result(
            verdict,
            "the runner said so",
            List.of(applied),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            state,
            OptionalLong.empty()));
  }
}
