package dev.slipway.backend.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The pool as this backend wants it: it starts without a database and gives up soon. */
public final class ConnectionPool {

  /** How long a request waits for a connection before it is answered 503. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private ConnectionPool() {}

  public static HikariDataSource open(
      DatabaseAddress address, String schema, int size, String name, MeterRegistry meters) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.username());
    config.setPassword(address.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(1_000);
    config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
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
    return new HikariDataSource(config);
  }
}
