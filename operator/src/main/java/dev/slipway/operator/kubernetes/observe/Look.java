package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import java.util.Map;
import java.util.Optional;

/**
 * One look at the cluster: what the core may know, and what carrying out its answer needs.
 *
 * @param memory what was remembered when it was looked
 * @param digests ConfigMaps the spec refers to, with the digest of what they hold
 * @param record of the attempt in flight
 * @param job name of the Job the phase waits for, if there is one
 * @param told what the Jobs of the attempt in flight said, as far as the watches show it
 */
public record Look(
    BackendRelease release,
    Children children,
    Memory memory,
    Observation seen,
    Map<String, String> digests,
    Optional<ReleaseRecord> record,
    Optional<String> job,
    Told told) {}
