package dev.slipway.operator.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Reads like a sentence: {@code assertThat(decision).goesTo(Settling.class).because(SETTLING)}. */
final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {
  private DecisionAssert(Decision actual) {
    super(actual, DecisionAssert.class);
  }

  static DecisionAssert assertThat(Decision decision) {
    return new DecisionAssert(decision);
  }

  /** When the situation is not needed for anything else. */
  static DecisionAssert assertThat(Given given) {
    return new DecisionAssert(given.decide());
  }

  DecisionAssert goesTo(Class<? extends Phase> phase) {
    Assertions.assertThat(actual.next().phase()).as("next phase").isInstanceOf(phase);
    return this;
  }

  DecisionAssert goesTo(Phase phase) {
    Assertions.assertThat(actual.next().phase()).as("next phase").isEqualTo(phase);
    return this;
  }

  /** The same as {@link #goesTo}, for the reader who knows that it is already there. */
  DecisionAssert staysIn(Class<? extends Phase> phase) {
    return goesTo(phase);
  }

  DecisionAssert rests() {
    return goesTo(Phase.Resting.class);
  }

  DecisionAssert ends(Outcome outcome) {
    rests();
    Assertions.assertThat(actual.next().last().map(Ending::outcome))
        .as("outcome")
        .contains(outcome);
    return this;
  }

  DecisionAssert because(Reason reason) {
    Assertions.assertThat(actual.reason()).as("reason").isEqualTo(reason);
    return this;
  }

  DecisionAssert saying(String... words) {
    Assertions.assertThat(actual.message()).contains(words);
    return this;
  }

  DecisionAssert does(Action... actions) {
    Assertions.assertThat(actual.actions()).contains(actions);
    return this;
  }

  /** In this order, and no other; marks in the record apart. */
  DecisionAssert doesJust(Action... actions) {
    Assertions.assertThat(worldly()).containsExactly(actions);
    return this;
  }

  DecisionAssert doesNothing() {
    Assertions.assertThat(worldly()).as("actions").isEmpty();
    return this;
  }

  DecisionAssert startsNothing() {
    Assertions.assertThat(actual.actions()).noneMatch(Action.StartJob.class::isInstance);
    return this;
  }

  DecisionAssert leavesTrafficAlone() {
    Assertions.assertThat(actual.actions())
        .noneMatch(a ->
            a instanceof Action.NarrowTraffic
                || a instanceof Action.ShareTraffic
                || a instanceof Action.OpenTraffic);
    return this;
  }

  DecisionAssert leavesRevisionAlone(int number) {
    Assertions.assertThat(actual.actions())
        .noneMatch(a -> a instanceof Action.Scale scale && scale.number() == number);
    return this;
  }

  DecisionAssert wakesWithin(Duration time) {
    Assertions.assertThat(actual.wake())
        .as("wake-up")
        .hasValueSatisfying(
            at -> Assertions.assertThat(at).isBeforeOrEqualTo(Given.NOW.plus(time)));
    return this;
  }

  DecisionAssert wakesAt(Instant at) {
    Assertions.assertThat(actual.wake()).as("wake-up").contains(at);
    return this;
  }

  DecisionAssert remembersAsFailed(String version) {
    Assertions.assertThat(actual.next().failedPlans()).contains("hash-" + version);
    return this;
  }

  DecisionAssert remembersNoFailure() {
    Assertions.assertThat(actual.next().failedPlans()).isEmpty();
    return this;
  }

  DecisionAssert serving(String version) {
    Assertions.assertThat(actual.next().serving().map(Revision::version)).contains(version);
    return this;
  }

  DecisionAssert servingNothing() {
    Assertions.assertThat(actual.next().serving()).isEmpty();
    return this;
  }

  private List<Action> worldly() {
    return actual.actions().stream()
        .filter(a -> !(a instanceof Action.MarkRecord) && !(a instanceof Action.CloseRecord))
        .toList();
  }
}
