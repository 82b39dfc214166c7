package dev.slipway.runner.ledger;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Stop;
import java.util.UUID;

/**
 * One run of one attempt of a release: who writes into the ledger.
 *
 * @param release namespace/name of the backend
 * @param attempt id of the attempt, the same over all its runs
 * @param number the release's number
 * @param seq the run's place among all runs of the release; the highest one may write
 * @param pod name of the pod, for people
 */
public record Run(String release, UUID attempt, long number, long seq, String pod) {

  public static Run from(Environment environment) {
    return new Run(
        environment.required("SLIPWAY_RELEASE"),
        uuid(environment.required("SLIPWAY_ATTEMPT")),
        environment.text("SLIPWAY_NUMBER").isPresent() ? environment.number("SLIPWAY_NUMBER") : 0,
        environment.number("SLIPWAY_SEQ"),
        environment.text("HOSTNAME").orElse(""));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Stop.badInput("the variable SLIPWAY_ATTEMPT is not a uuid");
    }
  }
}
