package dev.slipway.runner.database;

import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** What kind of server answers, and why migrations may not run through it. */
public record Server(int version, boolean standby, boolean pooled) {
  private static final int OLDEST = 140000;

  public static Server behind(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int, pg_is_in_recovery(),"
                    + " pg_backend_pid()")) {
      row.next();
      // A pooler invents the pid of the cancel key, because the server behind it may change.
      int announced = connection.unwrap(PGConnection.class).getBackendPID();
      return new Server(row.getInt(1), row.getBoolean(2), row.getInt(3) != announced);
    }
  }

  /** One sentence for each reason not to migrate here. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
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
