package dev.slipway.operator.release;

/** What the requests of the new version say of it. */
public sealed interface Judgement {

  /** Sentence with the numbers: value, limit, samples, window. */
  String numbers();

  record Pass(String numbers) implements Judgement {}

  /** Above the limit, but not for long enough to be proof: no step is taken meanwhile. */
  record Suspect(String numbers) implements Judgement {}

  record Fail(String numbers) implements Judgement {}

  /** Nobody answers the question; that says nothing about the version. */
  record Blind(String numbers) implements Judgement {}

  record NotEnoughData(String numbers) implements Judgement {}

  /** Nobody asked. */
  record NotAsked() implements Judgement {
    @Override
    public String numbers() {
      return "not judged";
    }
  }
}
