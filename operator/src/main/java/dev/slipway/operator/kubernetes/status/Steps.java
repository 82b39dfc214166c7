package dev.slipway.operator.kubernetes.status;

import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a release is, as 3/8. */
final class Steps {
  private Steps() {}

  static @Nullable String of(Memory memory, Plan plan) {
    var way = way(memory, plan);
    var at = way.indexOf(stepOf(memory.phase()));
    return at < 0 ? null : (at + 1) + "/" + way.size();
  }

  private static List<Class<? extends Phase>> way(Memory memory, Plan plan) {
    var way = new ArrayList<Class<? extends Phase>>();
    if (memory.phase() instanceof Phase.GoingBack || memory.phase() instanceof Phase.SmokingBack) {
      way.add(Phase.GoingBack.class);
      if (plan.smokes()) {
        way.add(Phase.SmokingBack.class);
      }
      return way;
    }
    way.add(Phase.Checking.class);
    if (plan.migrates()) {
      way.add(Phase.Migrating.class);
      if (memory.serving().isPresent()) {
        way.add(Phase.Settling.class);
      }
    }
    way.add(Phase.RollingOut.class);
    if (plan.smokes()) {
      way.add(Phase.Smoking.class);
    }
    way.add(Phase.Baking.class);
    way.add(Phase.Promoting.class);
    return way;
  }

  private static Class<? extends Phase> stepOf(Phase phase) {
    return phase instanceof Phase.Inspecting ? Phase.Migrating.class : phase.getClass();
  }
}
