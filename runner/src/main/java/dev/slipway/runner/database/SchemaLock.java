package dev.slipway.runner.database;

import dev.slipway.runner.Budget;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.AdvisoryLock.Holder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * One migrator at a time for each database and history table: a session's advisory lock, which dies
 * with the session. It is polled, because a session that blocks on it holds a snapshot, and CREATE
 * INDEX CONCURRENTLY waits for snapshots: the two would wait for each other.
 */
public final class SchemaLock {
  /** Is told whenever another session than before is waited for. */
  @FunctionalInterface
  public interface Waiting {
    void waitsFor(Holder holder) throws SQLException;
  }

  private static final Duration POLL = Duration.ofMillis(250);

  private final Connection holder;
  private final AdvisoryLock lock;

  private SchemaLock(Connection holder, AdvisoryLock lock) {
    this.holder = holder;
    this.lock = lock;
  }

  /**
   * Takes the lock, waiting for others within the budget.
   *
   * @param holder a session in autocommit; the lock lives as long as it
   * @return empty where others have it still
   */
  public static Optional<SchemaLock> take(
      Connection holder, String history, Budget budget, Halt halt, Waiting waiting)
      throws SQLException {
    AdvisoryLock lock = new AdvisoryLock(key(holder.getCatalog() + "/" + history));
    Optional<Holder> last = Optional.empty();
    while (!lock.attempt(holder)) {
      Optional<Holder> other = lock.holder(holder);
      if (other.isPresent() && !other.equals(last)) {
        waiting.waitsFor(other.get());
        last = other;
      }
      if (halt.requested()) {
        throw new Stop(Verdict.Unreachable, "stopped while waiting for another migration to end");
      }
      if (!budget.pause(POLL)) {
        return Optional.empty();
      }
    }
    return Optional.of(new SchemaLock(holder, lock));
  }

  /** A server that grants the same lock to two sessions only speaks PostgreSQL's protocol. */
  public void mustExclude(Connection other) throws SQLException {
    if (lock.attempt(other)) {
      throw new Stop(
          Verdict.BadInput,
          "the server grants one advisory lock to two sessions: it is not PostgreSQL itself, or a"
              + " pooler stands before it");
    }
  }

  /** False when the session, and the lock with it, is gone. */
  public boolean held() {
    try {
      return holder.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private static long key(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("slipway/" + name).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
