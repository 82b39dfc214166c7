package dev.slipway.runner;

/** Ends a verb from anywhere below it, with the result to leave behind. */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Result result;

  public Stop(Result result) {
    super(result.message(), null, false, false);
    this.result = result;
  }

  public Stop(Verdict verdict, String message) {
    this(Result.of(verdict, message));
  }

  /**
   * A run that was turned away.
   *
   * @param highest sequence number above which the release can go on
   */
  public static Stop fenced(String message, long highest) {
    return new Stop(Result.of(Verdict.Fenced, message).highest(highest));
  }

  public static Stop badInput(String message) {
    return new Stop(Verdict.BadInput, message);
  }

  public Result result() {
    return result;
  }
}
