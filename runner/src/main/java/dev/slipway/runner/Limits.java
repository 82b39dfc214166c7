package dev.slipway.runner;

import java.time.Duration;

/**
 * How long the verbs may wait.
 *
 * @param connect for a server that does not answer
 * @param turn for another migration of the same schema to end
 * @param locks for locks that others hold on tables, over all tries
 * @param longTransaction age from which the transaction of somebody else is waited for
 * @param statement for one statement in a transaction; zero for no limit
 * @param sessions for the sessions of earlier runs to end
 * @param replicaLag how far replicas may be behind a file that is done in batches
 */
public record Limits(
    Duration connect,
    Duration turn,
    Duration locks,
    Duration longTransaction,
    Duration statement,
    Duration sessions,
    Duration replicaLag) {

  public static Limits from(Environment environment) {
    return new Limits(
        environment.seconds("SLIPWAY_CONNECT_SECONDS", Duration.ofSeconds(15)),
        environment.seconds("SLIPWAY_TURN_SECONDS", Duration.ofMinutes(5)),
        environment.seconds("SLIPWAY_LOCKS_SECONDS", Duration.ofSeconds(60)),
        environment.seconds("SLIPWAY_LONG_TRANSACTION_SECONDS", Duration.ofSeconds(30)),
        environment.seconds("SLIPWAY_STATEMENT_SECONDS", Duration.ZERO),
        environment.seconds("SLIPWAY_SESSIONS_SECONDS", Duration.ofSeconds(30)),
        environment.seconds("SLIPWAY_REPLICA_LAG_SECONDS", Duration.ofSeconds(10)));
  }
}
