package dev.slipway.operator.release;

/** What is known of the new version's answers. */
public sealed interface Judgement {

  /** Sentence with the numbers: value, limit, samples, window. */
  String numbers();

  /** The same numbers one by one. */
  Measured measured();

  record Pass(String numbers, Measured measured) implements Judgement {
    public Pass(String numbers) {
      this(numbers, Measured.NOTHING);
    }
  }

  /** Above the limit, but not for long enough to be proof: no step is taken meanwhile. */
  record Suspect(Reason why, String numbers, Measured measured) implements Judgement {
    public Suspect(String numbers) {
      this(Reason.ERROR_RATE, numbers, Measured.NOTHING);
    }
  }

  /** Proven; goes back for this reason. */
  record Fail(Reason why, String numbers, Measured measured) implements Judgement {
    public Fail(String numbers) {
      this(Reason.ERROR_RATE, numbers, Measured.NOTHING);
    }
  }

  /**
   * Above the limit, and so is the old version, or was before anything changed; see {@link
   * BothSick}.
   */
  record Shared(Reason why, String numbers, Measured measured) implements Judgement {
    public Shared(String numbers) {
      this(Reason.ERROR_RATE, numbers, Measured.NOTHING);
    }
  }

  /** Nobody answers the question; that says nothing about the version. */
  record Blind(String numbers, Measured measured) implements Judgement {
    public Blind(String numbers) {
      this(numbers, Measured.NOTHING);
    }
  }

  record NotEnoughData(String numbers, Measured measured) implements Judgement {
    public NotEnoughData(String numbers) {
      this(numbers, Measured.NOTHING);
    }
  }

  /** Nobody asked. */
  record NotAsked() implements Judgement {
    @Override
    public String numbers() {
      return "not judged";
    }

    @Override
    public Measured measured() {
      return Measured.NOTHING;
    }
  }
}
