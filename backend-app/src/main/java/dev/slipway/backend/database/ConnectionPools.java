package dev.slipway.backend.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Opens pools as this backend wants them: they start without a database and give up soon.
 *
 * @param schema where tables without a schema are looked for
 * @param name what {@code pg_stat_activity} shows
 */
public record ConnectionPools(
    DatabaseAddress address, String schema, String name, MeterRegistry meters) {

  /** How long opening a connection may take; a request is answered 503 then. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** HikariCP's least idle time. */
  private static final Duration OVERFLOW_IDLE = Duration.ofSeconds(10);

  HikariDataSource fixed(PoolLimits limits) {
    HikariConfig config = pool("shop", limits.size(), limits.recycle());
    // Opened as they are needed, one ahead, and then kept.
    config.setMinimumIdle(1);
    config.setIdleTimeout(0);
    return new HikariDataSource(config);
  }

  HikariDataSource overflow(PoolLimits limits) {
    HikariConfig config = pool("shop-overflow", limits.overflow(), limits.recycle());
    config.setMinimumIdle(0);
    config.setIdleTimeout(OVERFLOW_IDLE.toMillis());
    return new HikariDataSource(config);
  }

  private HikariConfig pool(String pool, int size, Duration recycle) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(pool);
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.username());
    config.setPassword(address.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(1_000);
    config.setMaxLifetime(recycle.toMillis());
    // The process is alive and answers 503 while there is no database; it does not crash-loop.
    config.setInitializationFailTimeout(-1);
    config.setMetricRegistry(meters);
    config.addDataSourceProperty("currentSchema", schema);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("connectTimeout", "3");
    config.addDataSourceProperty("socketTimeout", "15");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Server messages quote values of rows; those do not belong into a log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }
}
