package dev.slipway.images;

/** An image cannot be built; the message says what was missing and what to do about it. */
final class BuildProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  BuildProblem(String message) {
    super(message);
  }

  BuildProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
