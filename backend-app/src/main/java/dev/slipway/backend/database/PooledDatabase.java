package dev.slipway.backend.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pool and an overflow beside it (R8). HikariCP alone cannot say it: its {@code
 * minimumIdle} keeps spare connections beyond those in use, so a busy pool of 20 would grow to 40
 * by itself.
 *
 * <p>Who has to wait, waits here and in turn; the two pools below always have room for who comes
 * in.
 */
public final class PooledDatabase implements Database, AutoCloseable {

  private static final String TOO_MANY_CONNECTIONS = "53300";

  private final PoolLimits limits;
  private final Semaphore places;
  private final Semaphore kept;
  private final HikariDataSource fixed;
  private final @Nullable HikariDataSource overflow;
  private final Counter timeouts;

  public PooledDatabase(PoolLimits limits, ConnectionPools pools, MeterRegistry meters) {
    this.limits = limits;
    this.places = new Semaphore(limits.most(), true);
    this.kept = new Semaphore(limits.size());
    this.fixed = pools.fixed(limits);
    this.overflow = limits.overflow() == 0 ? null : pools.overflow(limits);
    this.timeouts =
        Counter.builder("database.pool.timeouts")
            .description("Requests that waited DB_POOL_TIMEOUT for a connection in vain")
            .register(meters);
    Gauge.builder("database.pool.limit", limits, PoolLimits::most)
        .description("Connections this process may hold: DB_POOL_SIZE + DB_MAX_OVERFLOW")
        .register(meters);
    Gauge.builder("database.pool.waiting", places, Semaphore::getQueueLength)
        .description("Requests that wait for a connection")
        .register(meters);
  }

  @Override
  public <T extends @Nullable Object> T call(Work<T> work) throws SQLException {
    await();
    boolean inFixed = kept.tryAcquire();
    try (Connection connection = source(inFixed).getConnection()) {
      return work.with(connection);
    } finally {
      if (inFixed) {
        kept.release();
      }
      places.release();
    }
  }

  @Override
  public boolean exhausted() {
    return places.availablePermits() == 0;
  }

  /** How full the pool is at this moment. */
  public PoolStatus status() {
    var size = fixed.getHikariPoolMXBean();
    var beyond = overflow == null ? null : overflow.getHikariPoolMXBean();
    return new PoolStatus(
        limits.size(),
        limits.overflow(),
        limits.timeout().toSeconds(),
        limits.recycle().toSeconds(),
        limits.most() - places.availablePermits(),
        size.getTotalConnections(),
        beyond == null ? 0 : beyond.getTotalConnections(),
        places.getQueueLength());
  }

  private DataSource source(boolean inFixed) {
    HikariDataSource beyond = overflow;
    // Without an overflow there are as many places as kept ones, so one of them was free.
    return inFixed || beyond == null ? fixed : beyond;
  }

  private void await() throws SQLTransientConnectionException {
    try {
      if (places.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while waiting for a connection");
    }
    timeouts.increment();
    throw new SQLTransientConnectionException(
        "all " + limits.most() + " connections are in use (DB_POOL_SIZE + DB_MAX_OVERFLOW)",
        TOO_MANY_CONNECTIONS);
  }

  @Override
  public void close() {
    fixed.close();
    if (overflow != null) {
      overflow.close();
    }
  }
}
