package dev.slipway.runner.check;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Can each role log in, from where the backend runs, to a server that will do. */
final class DatabaseRules {
  private final Assignment assignment;
  private final Limits limits;
  private boolean reachable = true;

  DatabaseRules(Assignment assignment) {
    this.assignment = assignment;
    this.limits = Limits.from(assignment.environment());
  }

  /** Faults of the database as this role sees it. The application may use a pooler. */
  List<String> faults(String role, Database database) throws SQLException {
    try (Connection session = database.open(new Budget(assignment.clock(), limits.connect()));
        Statement statement = session.createStatement()) {
      statement.execute("SELECT 1");
      Server server = Server.behind(session);
      Server judged = role.equals("migrator") ? server : server.throughAnything();
      List<String> faults = new ArrayList<>(judged.faults());
      if (role.equals("application")) {
        places(session).ifPresent(faults::add);
      }
      return faults;
    } catch (Stop stop) {
      reachable = false;
      return Stream.of(stop.getMessage()).map(m -> "as " + role + ": " + m).toList();
    }
  }

  /** The numbers are the server's own, asked as the application. */
  private Optional<String> places(Connection session) throws SQLException {
    Optional<String> needed = assignment.environment().text("SLIPWAY_CONNECTIONS");
    return needed.isPresent()
        ? new ConnectionRule(Long.parseLong(needed.get())).fault(session)
        : Optional.empty();
  }

  boolean reachable() {
    return reachable;
  }
}
