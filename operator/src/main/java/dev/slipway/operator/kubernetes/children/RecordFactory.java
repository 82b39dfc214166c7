package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Adopted;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.PinnedConfiguration;
import dev.slipway.api.v1alpha1.Plan;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRecordSpec;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of an attempt: everything its revision is made from, pinned. */
public final class RecordFactory {
  /** In place of a digest: the ConfigMap is used as it is, and not copied. */
  public static final String LIVE = "live";

  private RecordFactory() {}

  /**
   * Builds the record.
   *
   * @param digests ConfigMaps that exist, with the digest of what they hold
   * @param previous the revision that serves, or null
   * @param cause why it begins, where the spec does not tell
   */
  public static ReleaseRecord build(
      BackendRelease owner,
      Attempt attempt,
      Map<String, String> digests,
      @Nullable Integer previous,
      @Nullable String cause) {
    return record(
        owner,
        attempt.number(),
        new ReleaseRecordSpec(
            owner.getMetadata().getName(),
            (long) attempt.number(),
            attempt.id(),
            attempt.version(),
            attempt.planHash(),
            owner.getSpec().change(),
            previous == null ? null : previous.longValue(),
            cause,
            null,
            attempt.startedAt().truncatedTo(ChronoUnit.SECONDS),
            plan(owner, attempt.number(), digests)));
  }

  /**
   * The record of what ran before the first attempt. Its id follows from the release, so that who
   * makes it once more makes the same.
   */
  public static ReleaseRecord adopted(
      BackendRelease owner,
      Revision running,
      Deployment deployment,
      Map<String, String> selector,
      Instant now) {
    var meta = owner.getMetadata();
    var id =
        UUID.nameUUIDFromBytes((meta.getUid() + "/adopted").getBytes(StandardCharsets.UTF_8))
            .toString();
    return record(
        owner,
        running.number(),
        new ReleaseRecordSpec(
            meta.getName(),
            (long) running.number(),
            id,
            running.version(),
            running.planHash(),
            null,
            null,
            null,
            new Adopted(deployment.getMetadata().getName(), selector),
            now.truncatedTo(ChronoUnit.SECONDS),
            new Plan(
                deployment.getSpec().getTemplate(),
                owner.getSpec().service(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of())));
  }

  private static ReleaseRecord record(BackendRelease owner, int number, ReleaseRecordSpec spec) {
    var meta = owner.getMetadata();
    var record = new ReleaseRecord();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withName(Names.revision(meta.getName(), number))
            .withNamespace(meta.getNamespace())
            .withLabels(Names.labels(meta.getName(), number))
            .addToLabels(Slipway.ATTEMPT_LABEL, spec.attemptId())
            .withOwnerReferences(Owner.of(owner))
            .build());
    record.setSpec(spec);
    return record;
  }

  private static Plan plan(BackendRelease owner, int number, Map<String, String> digests) {
    var spec = owner.getSpec();
    return new Plan(
        spec.template(),
        spec.service(),
        spec.database(),
        spec.migrations(),
        spec.strategy(),
        spec.prechecks(),
        spec.gates(),
        spec.smoke(),
        spec.analysis(),
        spec.bake(),
        spec.progressDeadline(),
        spec.rollback(),
        pinned(owner.getMetadata().getName(), number, digests));
  }

  private static List<PinnedConfiguration> pinned(
      String backend, int number, Map<String, String> digests) {
    var pinned = new ArrayList<PinnedConfiguration>();
    digests.forEach((name, digest) ->
        pinned.add(
            new PinnedConfiguration(
                "ConfigMap",
                name,
                digest.equals(LIVE) ? null : Names.copy(backend, number, name),
                digest)));
    return pinned;
  }
}
