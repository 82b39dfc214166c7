package dev.slipway.operator.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a decision may know, seen at one moment.
 *
 * @param wish what the spec asks for
 * @param replicas what the spec, or an autoscaler through it, wants at this moment
 * @param freshId an identifier nobody has used, for an attempt that may start now
 * @param highestNumber highest number among records and Deployments; 0 where there are none
 * @param pinned the plan of the attempt in flight, from its record; empty when that is lost
 * @param openRecords attempts that are over and whose records still wait for an ending
 * @param candidate the attempt's own Deployment
 * @param serving the serving revision's Deployment
 * @param others Deployments of other revisions that still ask for pods
 * @param job the Job that the phase waits for
 * @param dryRun asked while checking only
 * @param instruction what a person asks for, answered or not
 * @param ruling the oldest one whose object shows no answer
 * @param gate whether the attempt may change anything; asked while checking only
 * @param changedConfiguration ConfigMaps that alone make the wish another one than what serves
 */
public record Observation(
    Instant now,
    Wish wish,
    int replicas,
    String freshId,
    int highestNumber,
    Optional<Plan> pinned,
    List<Revision> openRecords,
    Workload candidate,
    Workload serving,
    List<Workload> others,
    Traffic traffic,
    JobSeen job,
    DryRun dryRun,
    Judgement requests,
    Optional<Instruction> instruction,
    Optional<Ruling> ruling,
    Gate gate,
    List<String> changedConfiguration) {

  public Observation {
    changedConfiguration = List.copyOf(changedConfiguration);
    openRecords = List.copyOf(openRecords);
    others = List.copyOf(others);
  }
}
