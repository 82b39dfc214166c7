package dev.slipway.runner.ledger;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The ledger's own schema. Created by the first migration; where the migrator may not create
 * schemas, a person runs {@link #SCRIPT} and grants.
 */
final class LedgerSchema {
  private static final int TABLES = 3;
  private static final long CREATION = 0x736c697077617931L;

  /** A ledger that somebody has made before this table came goes on without it. */
  private static final String CATALOG =
      """
      CREATE TABLE IF NOT EXISTS slipway.catalog (
        history     text PRIMARY KEY,
        fingerprint text NOT NULL,
        objects     json NOT NULL,
        at          timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      """;

  static final String SCRIPT =
      """
      CREATE SCHEMA IF NOT EXISTS slipway;
      CREATE TABLE IF NOT EXISTS slipway.attempt (
        release text NOT NULL,
        seq     bigint NOT NULL,
        id      uuid NOT NULL,
        number  bigint NOT NULL,
        history text NOT NULL,
        state   text NOT NULL,
        before  text,
        started timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended   timestamptz,
        pod     text NOT NULL,
        result  text,
        PRIMARY KEY (release, seq)
      );
      CREATE TABLE IF NOT EXISTS slipway.file (
        attempt       uuid NOT NULL,
        seq           bigint NOT NULL,
        file          text NOT NULL,
        version       text NOT NULL,
        checksum      integer NOT NULL,
        state         text NOT NULL CHECK (state IN ('RUNNING', 'APPLIED', 'FAILED', 'REVERTED')),
        transactional boolean NOT NULL,
        history       text NOT NULL,
        accepted      text,
        at            timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (attempt, seq, file)
      );
      CREATE TABLE IF NOT EXISTS slipway.backfill (
        history  text NOT NULL,
        file     text NOT NULL,
        attempt  uuid NOT NULL,
        checksum integer NOT NULL,
        cursor   text NOT NULL,
        rows     bigint NOT NULL,
        done     boolean NOT NULL DEFAULT false,
        at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (history, file)
      );
      """
          + CATALOG;

  private LedgerSchema() {}

  /** What is needed to read it. */
  static boolean exists(Connection connection) throws SQLException {
    return tables(connection) >= 2;
  }

  private static int tables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = 'slipway' AND c.relname IN ('attempt', 'file', 'backfill')")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** What has to be made, and may be; empty where nothing is missing. */
  private static String missing(Connection connection) throws SQLException {
    if (tables(connection) < TABLES) {
      return SCRIPT;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT has_schema_privilege(n.oid, 'CREATE') AND NOT EXISTS (SELECT FROM pg_class"
                    + " WHERE relnamespace = n.oid AND relname = 'catalog')"
                    + " FROM pg_namespace n WHERE n.nspname = 'slipway'")) {
      return row.next() && row.getBoolean(1) ? CATALOG : "";
    }
  }

  /** Two backends in one database may come here at once: one lock for the creation. */
  static void create(Connection connection) throws SQLException {
    if (missing(connection).isEmpty()) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '30s'");
      statement.execute("SELECT pg_advisory_xact_lock(" + CREATION + ")");
      statement.execute(missing(connection));
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if ("42501".equals(e.getSQLState())) {
        throw new Stop(
            Verdict.Failed,
            "the migrator may not create the schema slipway for the ledger: grant CREATE on the"
                + " database, or create the schema beforehand and grant its use");
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
