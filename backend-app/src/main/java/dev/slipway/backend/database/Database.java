package dev.slipway.backend.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where rows are; a connection is lent for one piece of work and given back whatever happens. */
public interface Database {

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * Does work with a connection.
   *
   * @throws SQLException as the work does, or transient when there is no connection to be had
   */
  <T extends @Nullable Object> T call(Work<T> work) throws SQLException;

  /** Whether every connection this process may hold is in use. */
  boolean exhausted();
}
