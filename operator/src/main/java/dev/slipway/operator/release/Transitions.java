package dev.slipway.operator.release;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.Checking;
import dev.slipway.operator.release.Phase.GoingBack;
import dev.slipway.operator.release.Phase.Inspecting;
import dev.slipway.operator.release.Phase.Migrating;
import dev.slipway.operator.release.Phase.Promoting;
import dev.slipway.operator.release.Phase.Resting;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Settling;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.Phase.SmokingBack;
import java.util.Map;
import java.util.Set;

/**
 * Every legal move. Staying is always legal; an attempt ends by resting. {@code
 * docs/reference/phases.md} shows the same table and a test compares the two.
 */
public final class Transitions {

  /** From each phase to the phases it may move to. */
  public static final Map<Class<? extends Phase>, Set<Class<? extends Phase>>> LEGAL =
      Map.ofEntries(
          Map.entry(Resting.class, Set.of(Checking.class, Migrating.class, GoingBack.class)),
          Map.entry(Checking.class, Set.of(Migrating.class, RollingOut.class, Resting.class)),
          Map.entry(
              Migrating.class,
              Set.of(Inspecting.class, Settling.class, RollingOut.class, Resting.class)),
          Map.entry(
              Inspecting.class,
              Set.of(Migrating.class, Settling.class, RollingOut.class, Resting.class)),
          Map.entry(Settling.class, Set.of(RollingOut.class, Resting.class)),
          Map.entry(
              RollingOut.class,
              Set.of(Smoking.class, Baking.class, GoingBack.class, Resting.class)),
          Map.entry(Smoking.class, Set.of(Baking.class, GoingBack.class, Resting.class)),
          Map.entry(Baking.class, Set.of(Promoting.class, GoingBack.class, Resting.class)),
          Map.entry(Promoting.class, Set.of(Resting.class)),
          Map.entry(GoingBack.class, Set.of(SmokingBack.class, Resting.class)),
          Map.entry(SmokingBack.class, Set.of(Resting.class)));

  private Transitions() {}

  /**
   * How far an attempt has come under one sequence number. No move leads back: an inspection after
   * a migration, and a migration that is ordered, each take a higher number.
   */
  static int reached(Phase phase) {
    return switch (phase) {
      case Checking _ -> 1;
      case Inspecting _ -> 2;
      case Migrating(int _, boolean launched, var _, var _) -> launched ? 3 : 4;
      case Settling _ -> 5;
      case RollingOut _ -> 6;
      case Smoking _ -> 7;
      case Baking _ -> 8;
      case Promoting _ -> 9;
      case GoingBack _ -> 10;
      case SmokingBack _ -> 11;
      case Resting _ -> 12;
    };
  }

  /**
   * Lets a legal move pass.
   *
   * @throws IllegalStateException for a move that is not in the table: a fault of the core
   */
  static Phase check(Phase from, Phase to) {
    if (from.getClass() != to.getClass()
        && !LEGAL.getOrDefault(from.getClass(), Set.of()).contains(to.getClass())) {
      throw new IllegalStateException(
          from.getClass().getSimpleName() + " may not become " + to.getClass().getSimpleName());
    }
    return to;
  }
}
