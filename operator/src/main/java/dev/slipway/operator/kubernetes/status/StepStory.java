package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.api.v1alpha1.StepRecord;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.kubernetes.wire.PhaseCodec;
import dev.slipway.operator.kubernetes.wire.Sentence;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an attempt, one after the other. The record is not written for each of them: what a
 * mark has not told is told by the next one, with the times it really had.
 */
final class StepStory {
  private static final int MOST = 100;
  private static final String CHECKING = "Checking";

  private StepStory() {}

  /** The step of a phase that begins with this decision, and the end of the one before. */
  static List<StepRecord> begun(
      ReleaseRecord record, String name, Decision why, Look look, @Nullable String job) {
    var steps = upTo(record, look);
    if (!steps.isEmpty() && steps.getLast().endedAt() == null) {
      if (steps.getLast().name().equals(name)) {
        return steps;
      }
      var outcome = why.next().phase() instanceof Phase.GoingBack ? "Failed" : "Done";
      end(steps, look.seen().now(), outcome, why.reason(), why.message(), job);
    }
    begin(steps, name, look.seen().now());
    return steps;
  }

  static List<StepRecord> ended(ReleaseRecord record, Ending ending, Look look) {
    var steps = upTo(record, look);
    if (!steps.isEmpty()) {
      var outcome = Outcomes.word(ending.outcome());
      var job = steps.getLast().job();
      end(steps, ending.at(), outcome, ending.reason(), ending.message(), job);
    }
    return steps;
  }

  /** The steps up to the phase that this look found. */
  private static List<StepRecord> upTo(ReleaseRecord record, Look look) {
    var status = record.getStatus();
    var steps = new ArrayList<StepRecord>(status == null ? List.of() : status.steps());
    if (steps.isEmpty() && record.getSpec().createdAt() != null) {
      begin(steps, CHECKING, record.getSpec().createdAt());
    }
    var phase = look.memory().phase();
    var name = PhaseCodec.type(phase);
    if (phase.began().isPresent()
        && !steps.isEmpty()
        && !steps.getLast().name().equals(name)
        && look.memory().trying().id().equals(record.getSpec().attemptId())) {
      var job = job(steps.getLast().name(), record, look);
      end(steps, phase.began().get(), "Done", reason(phase), words(phase), job);
      begin(steps, name, phase.began().get());
    }
    return steps;
  }

  private static Reason reason(Phase phase) {
    return switch (phase) {
      case Phase.Settling settling when settling.thenStop() -> Reason.MIGRATION_PREFIX_APPLIED;
      case Phase.Settling _ -> Reason.SETTLING;
      default -> Reason.SMOKING;
    };
  }

  private static String words(Phase phase) {
    return phase instanceof Phase.Settling settling ? settling.story() : reason(phase).text();
  }

  private static void begin(List<StepRecord> steps, String name, Instant at) {
    if (steps.size() < MOST) {
      steps.add(new StepRecord(name, at, null, null, null, null, null));
    }
  }

  private static void end(
      List<StepRecord> steps,
      Instant at,
      String outcome,
      Reason reason,
      String message,
      @Nullable String job) {
    var last = steps.getLast();
    if (last.endedAt() == null) {
      steps.set(
          steps.size() - 1,
          new StepRecord(
              last.name(),
              last.startedAt(),
              at,
              outcome,
              reason.camel(),
              Sentence.fitting(message),
              job));
    }
  }

  /** The Job that a migration or its inspection ended with. */
  private static @Nullable String job(String step, ReleaseRecord record, Look look) {
    var label =
        switch (step) {
          case "Migrating" -> Step.MIGRATE.label();
          case "Inspecting" -> Step.INSPECT.label();
          default -> "";
        };
    return look.children().jobs().stream()
        .filter(job -> has(job, Slipway.ATTEMPT_LABEL, record.getSpec().attemptId()))
        .filter(job -> has(job, Slipway.STEP_LABEL, label))
        .filter(job -> has(job, Names.SEQ, Long.toString(look.memory().seq())))
        .map(job -> job.getMetadata().getName())
        .findFirst()
        .orElse(null);
  }

  private static boolean has(Job job, String label, String value) {
    var labels = job.getMetadata().getLabels();
    return labels != null && value.equals(labels.get(label));
  }
}
