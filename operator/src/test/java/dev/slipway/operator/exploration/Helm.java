package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Memory;
import java.util.List;

/**
 * One of two operators, both of which may believe that they lead.
 *
 * @param behind how many versions old a status it may still read: not older than it wrote itself
 * @param next what it wrote down in the turn it has not finished
 * @param left what it still has to do of that turn
 */
record Helm(int behind, Memory next, List<Pending> left) {
  static final Helm FRESH = new Helm(World.HISTORY, Memory.blank(), List.of());

  /**
   * Something decided and not done yet.
   *
   * @param holds whether the object is still the one that was seen
   */
  record Pending(Action action, boolean holds) {}

  boolean busy() {
    return !left.isEmpty();
  }

  Helm wrote() {
    return new Helm(0, next, left);
  }

  Helm someoneWrote() {
    return new Helm(Math.min(World.HISTORY, behind + 1), next, left);
  }

  Helm doing(Memory memory, List<Pending> rest) {
    return new Helm(behind, rest.isEmpty() ? Memory.blank() : memory, List.copyOf(rest));
  }

  Helm older(int seconds) {
    return new Helm(behind, Times.earlier(next, seconds), left);
  }

  Helm dead() {
    return FRESH;
  }
}
