package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Smoke;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Ruling.Acceptance;
import dev.slipway.operator.release.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Job is made from.
 *
 * @param plan the attempt's pinned plan
 * @param files hash over the migration files that the check saw; empty: not compared
 * @param vouched what a person has found in the database; for a migration that goes on by that
 * @param target the revision that a smoke test asks
 * @param smoke what it asks
 */
public record JobOrder(
    BackendRelease owner,
    Attempt attempt,
    Step step,
    long seq,
    dev.slipway.api.v1alpha1.Plan plan,
    Optional<String> files,
    Optional<Acceptance> vouched,
    Revision target,
    @Nullable Smoke smoke) {

  String backend() {
    return owner.getMetadata().getName();
  }

  String namespace() {
    return owner.getMetadata().getNamespace();
  }

  /** The deterministic name. */
  public String name() {
    return Names.job(backend(), attempt, step, seq);
  }

  /** Where the migration files come from; empty where there are none. */
  List<MigrationSource> sources() {
    var migrations = plan.migrations();
    return migrations == null ? List.of() : MigrationSource.of(migrations);
  }

  boolean readsFiles() {
    return plan.migrations() != null
        && switch (step) {
          case CHECK, MIGRATE, INSPECT -> true;
          case SMOKE, LOGIN, SMOKE_BACK -> false;
        };
  }
}
