package dev.slipway.runner.database;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * What kind of server answers, and why migrations may not run through it.
 *
 * @param version as server_version_num
 * @param name what it calls itself
 */
public record Server(int version, String name, boolean standby, boolean pooled) {
  private static final int OLDEST = 140000;

  /** Servers that speak PostgreSQL's protocol and keep other promises. */
  private static final Pattern OTHERS = Pattern.compile("-YB-|Redshift|Greenplum|CockroachDB");

  public static Server behind(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int, version(),"
                    + " pg_is_in_recovery(), pg_backend_pid()")) {
      row.next();
      // A pooler invents the pid of the cancel key, because the server behind it may change.
      int announced = connection.unwrap(PGConnection.class).getBackendPID();
      return new Server(
          row.getInt(1), row.getString(2), row.getBoolean(3), row.getInt(4) != announced);
    } catch (SQLException e) {
      if (Fault.of(e).unreachable()) {
        throw e;
      }
      throw Stop.badInput("the server does not answer as PostgreSQL does: " + Fault.of(e).text());
    }
  }

  /** The same server for a role that may come through a pooler. */
  public Server throughAnything() {
    return new Server(version, name, standby, false);
  }

  /** One sentence for each reason not to migrate here. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!name.startsWith("PostgreSQL ") || OTHERS.matcher(name).find()) {
      faults.add(
          "the server speaks PostgreSQL's protocol and is none; migrations rest on its locks and"
              + " transactional DDL");
    }
    if (version < OLDEST) {
      faults.add("the server is PostgreSQL " + version / 10000 + ", 14 or newer is needed");
    }
    if (standby) {
      faults.add("the server is a standby; give the address of the primary");
    }
    if (pooled) {
      faults.add(
          "a connection pooler stands before the server; session locks need the address of the"
              + " primary itself");
    }
    return faults;
  }

  public void mustAccept() {
    if (!faults().isEmpty()) {
      throw new Stop(Verdict.BadInput, String.join("; ", faults()));
    }
  }
}
