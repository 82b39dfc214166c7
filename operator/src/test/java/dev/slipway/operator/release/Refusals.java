package dev.slipway.operator.release;

import static dev.slipway.operator.release.DecisionAssert.assertThat;

import org.assertj.core.api.Assertions;

/** What a person is told whose request cannot be done. */
final class Refusals {
  private Refusals() {}

  static void refuses(Given given, String why) {
    Assertions.assertThat(refused(given)).contains(why);
  }

  static String refused(Given given) {
    var decision = given.decide();
    assertThat(decision).because(Reason.REQUEST_REFUSED).doesNothing();
    var answer = decision.next().heard().answer().orElseThrow();
    Assertions.assertThat(answer.accepted()).isFalse();
    return answer.message();
  }
}
