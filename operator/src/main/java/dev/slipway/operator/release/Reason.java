package dev.slipway.operator.release;

/**
 * Why something is as it is. The name is the reason of conditions, events and metrics; the text
 * stands in the reference.
 */
public enum Reason {
  UP_TO_DATE("Ready", "The version asked for serves all traffic."),
  NOTHING_RELEASED("NothingReleased", "No version has been released yet."),
  INVALID("Invalid", "The spec contradicts itself or the cluster; nothing is started."),
  WAITING_FOR_CONFIGURATION(
      "WaitingForConfiguration",
      "A ConfigMap that the template refers to, or a fact that the gates ask for, is not there yet."),
  ADOPTED("Adopted", "What ran already is revision 0, the first way back."),
  WAITS_TO_ADOPT(
      "WaitsToAdopt",
      "What shall be adopted is missing, or in the middle of a change of its own; nothing is touched until it is settled."),
  CONFIGURATION_CHANGED(
      "ConfigurationChanged",
      "A ConfigMap of the template holds something else than when the serving revision was released."),
  WAITS_FOR_GATE(
      "WaitsForGate", "An approval is missing, or the time is frozen; nothing is changed yet."),
  WAITS_FOR_RELEASE(
      "WaitsForRelease",
      "Another release has the Service or the migration history; nothing is changed until it is gone."),
  CHECKING("Checking", "Environment, database, images and manifests are checked."),
  CHECK_UNREACHABLE(
      "CheckUnreachable", "The check could not reach the database; it is tried again."),
  CHECK_REFUSED("CheckRefused", "A rule of the check failed; nothing was changed."),
  CHECK_TIMED_OUT("CheckTimedOut", "The check found no end before its deadline."),
  MANIFEST_REJECTED("ManifestRejected", "The API server refuses the pods of this template."),
  NO_WAY_BACK(
      "NoWayBack",
      "The migration destroys what the running version needs; a failure could not be undone."),
  FAILED_BEFORE("FailedBefore", "This plan failed before and is not tried again as it is."),
  SUPERSEDED("Superseded", "A newer plan arrived before anything was changed."),
  MIGRATING("Migrating", "A migration Job runs."),
  MIGRATION_WAITS_FOR_LOCK(
      "MigrationWaitsForLock", "The database did not grant a lock in time; it is tried again."),
  MIGRATION_LOCKED_OUT(
      "MigrationLockedOut",
      "The database granted no lock in all tries, or another release migrated the same history for longer than progressDeadline."),
  MIGRATION_FAILED(
      "MigrationFailed", "The migration failed and the database equals the state before."),
  MIGRATION_PREFIX_APPLIED(
      "MigrationPrefixApplied", "Some files of the migration are applied and one failed."),
  MIGRATION_PLAN_DIFFERS(
      "MigrationPlanDiffers", "The files to apply are not the ones that were checked."),
  MIGRATION_NOT_STARTED(
      "MigrationNotStarted", "The migration's pod could not start; nothing was changed."),
  MIGRATION_NOT_VERIFIED(
      "MigrationNotVerified", "The migration ran, but the database is not as it should be."),
  MIGRATION_UNKNOWN(
      "MigrationUnknown", "Nobody can say what the migration changed; a person has to look."),
  INSPECTING("Inspecting", "The result of the migration is missing; the database is read."),
  SETTLING("Settling", "The running version is watched on the new schema."),
  OLD_VERSION_REJECTS_SCHEMA(
      "OldVersionRejectsSchema",
      "The running version does not get ready, or fails requests, on the new schema."),
  ROLLING_OUT("RollingOut", "Pods of the old version are exchanged for new ones."),
  NO_PROGRESS("NoProgress", "The new pods did not become ready before the progress deadline."),
  PODS_CRASH("PodsCrash", "Pods of the new version end on their own."),
  ERROR_RATE("ErrorRate", "The new version answers with too many errors."),
  LATENCY("Latency", "The new version answers too slowly."),
  BOTH_SICK(
      "BothSick",
      "Old and new version are above the limit alike, so it is not the release; a person has to look."),
  HEALTH_FAILING("HealthFailing", "Pods of the new version stay unready or silent."),
  SMOKING("Smoking", "The new version is tried from outside."),
  SMOKE_UNREACHABLE(
      "SmokeUnreachable", "The smoke test ended without an answer; it is tried again."),
  SMOKE_FAILED("SmokeFailed", "The smoke test of the new version failed."),
  BAKING("Baking", "The new version has all traffic and is watched."),
  AUTH_BROKEN(
      "AuthBroken", "The smoke test with its login, repeated during the bake, failed twice."),
  BLIND("Blind", "The metrics do not answer, so the new version cannot be judged."),
  PROMOTING("Promoting", "The new version passed and becomes the one to go back to."),
  PROMOTED("Promoted", "The new version passed all steps."),
  PROMOTED_ON_HEALTH_ONLY(
      "PromotedOnHealthOnly",
      "Too few requests to judge by; the pods were healthy to the end and the version passed."),
  PROMOTED_ON_REQUEST(
      "PromotedOnRequest", "A person ended the bake; the version serves all traffic."),
  PAUSED("Paused", "A person has paused the release; it goes on when it is resumed."),
  RESUMED("Resumed", "A person lets the release go on."),
  RESOLVED("Resolved", "A person has looked what the migration did, and the held release goes on."),
  APPROVED("Approved", "A person agrees to a release that waits for approvals."),
  RETRIED("Retried", "A person asks for a plan that failed to be tried once more."),
  ROLLBACK_REQUESTED("RollbackRequested", "A person asked for the version before."),
  REQUEST_REFUSED("RequestRefused", "What a person asked for could not be done."),
  GOING_BACK("GoingBack", "Traffic returns to the old version."),
  CHECKING_OLD_VERSION("CheckingOldVersion", "The old version is tried from outside."),
  OLD_VERSION_NOT_READY("OldVersionNotReady", "No pod of the old version became ready."),
  OLD_VERSION_SMOKE_FAILED(
      "OldVersionSmokeFailed", "The old version has all traffic, but its smoke test failed."),
  ROLLBACK_DISABLED("RollbackDisabled", "The release failed and may not go back by itself."),
  NOTHING_TO_GO_BACK_TO(
      "NothingToGoBackTo", "The first version failed; its pods are kept to be looked at."),
  NAME_TAKEN("NameTaken", "An object of that name exists that this release did not make."),
  RECORD_LOST("RecordLost", "A record that the attempt needs is gone, and its plan with it.");

  private final String camel;
  private final String text;

  Reason(String camel, String text) {
    this.camel = camel;
    this.text = text;
  }

  /** CamelCase, as in conditions and events. */
  public String camel() {
    return camel;
  }

  /** One sentence for the reference. */
  public String text() {
    return text;
  }
}
