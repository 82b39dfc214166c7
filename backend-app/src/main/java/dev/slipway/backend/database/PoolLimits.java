package dev.slipway.backend.database;

import java.time.Duration;

/**
 * How many connections this process may hold (R8), in the words of SQLAlchemy's pool.
 *
 * @param size connections that are kept once they were needed
 * @param overflow connections beyond them, closed when they have been idle for ten seconds
 * @param timeout how long a request waits while all are in use before it is answered 503
 * @param recycle age at which a connection is replaced by a new one
 */
public record PoolLimits(int size, int overflow, Duration timeout, Duration recycle) {

  /** Connections kept free for people, migrations and backups. */
  private static final int RESERVE = 10;

  public int most() {
    return size + overflow;
  }

  /** The server's {@code max_connections} that this many processes need. */
  public int serverNeeds(int instances) {
    return most() * instances + RESERVE;
  }
}
