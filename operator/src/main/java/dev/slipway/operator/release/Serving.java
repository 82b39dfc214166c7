package dev.slipway.operator.release;

import java.util.ArrayList;
import java.util.List;

/** What the serving revision is owed in every phase that does not move it. */
final class Serving {
  private Serving() {}

  /** Its size follows replicas, and the Service selects it alone once it can carry that. */
  static List<Action> keep(Memory memory, Observation seen) {
    var actions = new ArrayList<Action>();
    memory
        .serving()
        .ifPresent(revision -> {
          if (seen.serving().exists()) {
            actions.addAll(size(seen.serving(), seen.replicas()));
          } else {
            actions.add(new Action.Deploy(revision.number(), seen.replicas()));
          }
          if (carriesLoad(seen) || seen.traffic() instanceof Traffic.Missing) {
            actions.addAll(traffic(revision.number(), seen));
          }
        });
    return actions;
  }

  /**
   * Whether the serving revision could take all traffic: enough ready pods, or it alone has any.
   */
  static boolean carriesLoad(Observation seen) {
    return carriesLoad(seen, Math.max(1, seen.replicas() - 1));
  }

  static boolean carriesLoad(Observation seen, int enough) {
    var ready = seen.serving().ready();
    var alone =
        seen.candidate().ready() == 0
            && seen.others().stream().allMatch(other -> other.ready() == 0);
    return seen.replicas() == 0 || ready >= enough || (ready > 0 && alone);
  }

  /** Whether the Service selects this revision and no other. */
  static boolean isNarrow(int revision, Observation seen) {
    return seen.traffic() instanceof Traffic.Narrow(String _, int present) && present == revision;
  }

  /** Whether there are old pods that stay until the bake is over. */
  static boolean standsBy(Memory memory, Plan plan) {
    return plan.standby() && memory.serving().isPresent();
  }

  /** The new version follows replicas; so does the old one that stands by, and has no traffic. */
  static List<Action> besides(Memory memory, Plan plan, Observation seen) {
    var actions = new ArrayList<Action>(size(seen.candidate(), seen.replicas()));
    if (standsBy(memory, plan)) {
      actions.addAll(size(seen.serving(), seen.replicas()));
      if (seen.candidate().ready() > 0 && !(seen.traffic() instanceof Traffic.Missing)) {
        actions.addAll(traffic(memory.trying().number(), seen));
      }
    }
    return actions;
  }

  static List<Action> size(Workload workload, int replicas) {
    return workload.exists() && workload.desired() != replicas
        ? List.of(new Action.Scale(workload.number(), replicas, workload.seenVersion()))
        : List.of();
  }

  /** Narrows the Service to one revision, if it is not already. */
  static List<Action> traffic(int revision, Observation seen) {
    return switch (seen.traffic()) {
      case Traffic.Missing _ -> List.of(new Action.OpenTraffic(revision));
      case Traffic.Shared(String version) -> List.of(new Action.NarrowTraffic(revision, version));
      case Traffic.Narrow(String version, int present) when present != revision ->
          List.of(new Action.NarrowTraffic(revision, version));
      case Traffic.Narrow _, Traffic.Foreign _ -> List.of();
    };
  }
}
