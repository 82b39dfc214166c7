package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Result;
import java.util.Map;
import java.util.Optional;

/**
 * One look at the cluster: what the core may know, and what carrying out its answer needs.
 *
 * @param digests ConfigMaps the spec refers to, with the digest of what they hold
 * @param record of the attempt in flight
 * @param job name of the Job the phase waits for, if there is one
 * @param check what the check of the attempt in flight said, if that is still readable
 * @param migration what its newest migration said, likewise
 */
public record Look(
    BackendRelease release,
    Children children,
    Observation seen,
    Map<String, String> digests,
    Optional<ReleaseRecord> record,
    Optional<String> job,
    Optional<Result> check,
    Optional<Result> migration) {}
