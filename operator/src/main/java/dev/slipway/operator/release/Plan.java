package dev.slipway.operator.release;

import java.time.Duration;

/**
 * What an attempt carries out; pinned when it starts.
 *
 * @param hash identity of the plan: version, template, migrations, database references and the
 *     digests of the configuration, in hexadecimal. Limits and notes are not part of it.
 * @param version what the new pods answer as their version
 * @param migrates whether migration files come with it
 * @param smokes whether a smoke test is declared
 * @param rolling how pods are exchanged
 * @param judgesErrors whether the error rate of requests is judged
 * @param unhealthyAfter how long pods may stay unready after the rollout before the way back
 * @param bake how long the new version is watched at 100 %
 * @param progressDeadline how long a rollout may go without progress
 * @param automaticRollback false: a failure holds the release instead of taking it back
 * @param logsIn whether the smoke test has a login, which is tried again during the bake
 * @param standby whether the old version keeps all its pods until the bake is over
 */
public record Plan(
    String hash,
    String version,
    boolean migrates,
    boolean smokes,
    Rolling rolling,
    boolean judgesErrors,
    Duration unhealthyAfter,
    Duration bake,
    Duration progressDeadline,
    boolean automaticRollback,
    boolean logsIn,
    boolean standby) {}
