package dev.slipway.operator.release;

import java.time.Instant;
import java.util.List;

/** Examples of phases. */
public final class Phases {
  private Phases() {}

  /** One of each in which something is in flight. */
  public static List<Phase> working(Instant now) {
    return List.of(
        new Phase.Checking(now),
        new Phase.Migrating(1, true, now),
        new Phase.Inspecting(1),
        new Phase.Settling(now, now, false, ""),
        new Phase.RollingOut(now),
        new Phase.Smoking(now),
        new Phase.Baking(now, false),
        new Phase.Promoting(Reason.PROMOTED),
        new Phase.GoingBack(Reason.PODS_CRASH, "", now, now),
        new Phase.SmokingBack(Reason.PODS_CRASH, "", now));
  }
}
