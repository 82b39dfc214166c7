package dev.slipway.operator.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of the core.
 *
 * @param next what to remember from now on
 * @param actions what to do once that is written down, in this order
 * @param reason why
 * @param message the same for people, with the numbers
 * @param wake when to look again if nothing happens before
 */
public record Decision(
    Memory next, List<Action> actions, Reason reason, String message, Optional<Instant> wake) {

  public Decision {
    actions = List.copyOf(actions);
  }

  static Decision of(Memory next, Reason reason, String message) {
    return new Decision(next, List.of(), reason, message, Optional.empty());
  }

  Decision doing(Action... more) {
    return doing(List.of(more));
  }

  Decision doing(List<? extends Action> more) {
    var all = new ArrayList<Action>(actions);
    all.addAll(more);
    return new Decision(next, all, reason, message, wake);
  }

  Decision wakingAt(Instant at) {
    var earlier = wake.filter(known -> known.isBefore(at));
    return new Decision(
        next, actions, reason, message, earlier.isPresent() ? earlier : Optional.of(at));
  }

  /** The same with more to read. */
  public Decision adding(String words) {
    var said = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return new Decision(next, actions, reason, said + "; " + words, wake);
  }

  /** Whether anything is created, so that the intent has to be written first. */
  public boolean orders() {
    return actions.stream().anyMatch(Action.Order.class::isInstance);
  }

  /**
   * Whether something is given up because what was waited for was not seen. That a watch has not
   * shown it is no proof, so the API server is asked before.
   */
  public boolean givesUp(Phase from) {
    if (next.phase() instanceof Phase.GoingBack back) {
      var vainly = back.why() == Reason.NO_PROGRESS || back.why() == Reason.HEALTH_FAILING;
      return vainly && !(from instanceof Phase.GoingBack);
    }
    return actions.stream().anyMatch(Decision::closesWithout);
  }

  private static boolean closesWithout(Action action) {
    return action instanceof Action.CloseRecord(Ending ending)
        && (ending.outcome() == Outcome.FAILED || ending.outcome() == Outcome.HELD);
  }
}
