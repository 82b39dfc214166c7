package dev.slipway.operator.analysis;

import dev.slipway.operator.release.Reason;
import java.time.Duration;

/** What makes an answer a bad one. */
sealed interface Symptom {

  Reason reason();

  /** What is said of the bad answers. */
  String said();

  /** What is said after the limit's share. */
  String name();

  /** It is an error. */
  record Failed() implements Symptom {
    @Override
    public Reason reason() {
      return Reason.ERROR_RATE;
    }

    @Override
    public String said() {
      return "were errors";
    }

    @Override
    public String name() {
      return "";
    }
  }

  /** It took too long. */
  record Slow(Duration atMost, String name) implements Symptom {
    @Override
    public Reason reason() {
      return Reason.LATENCY;
    }

    @Override
    public String said() {
      return "took longer than " + Sentence.time(atMost);
    }
  }
}
