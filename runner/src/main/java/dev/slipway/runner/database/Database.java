package dev.slipway.runner.database;

import dev.slipway.runner.Budget;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens direct sessions that carry a name and cannot wait, idle or outlive their client long. */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /**
   * client_connection_check_interval: a server goes on with a statement whose client was killed,
   * and commits it. Checked every two seconds it is cancelled instead (PostgreSQL 14 and later).
   * Notices would be kept in memory until the statement ends, and may quote anything.
   */
  private static final String LIMITS =
      "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=60000"
          + " -c client_connection_check_interval=2000 -c client_min_messages=warning";

  /**
   * A commit that a crash of the server takes back would make a verdict untrue, so it is never
   * asynchronous; stricter settings stay.
   */
  public static final String DURABLE =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  /**
   * The driver sends the JVM's zone after the options, so it is set again here: in UTC timestamp ->
   * timestamptz needs no rewrite of the table.
   */
  private static final String SETTINGS = "SET TIME ZONE 'UTC'; " + DURABLE;

  private final Address address;
  private final SessionName name;
  private final Halt halt;
  private final String options;

  public Database(Address address, SessionName name, Halt halt) {
    this(address, name, halt, LIMITS);
  }

  private Database(Address address, SessionName name, Halt halt, String options) {
    this.address = address;
    this.name = name;
    this.halt = halt;
    this.options = options;
  }

  /** The same database through sessions that refuse to write. */
  public Database readOnly() {
    return new Database(address, name, halt, LIMITS + " -c default_transaction_read_only=on");
  }

  /** The same database as an application meets it, maybe through a pooler that takes no options. */
  public Database withoutLimits() {
    return new Database(address, name, halt, "");
  }

  /** A new session in autocommit. */
  public Connection open() throws SQLException {
    Properties properties = address.properties();
    properties.setProperty("ApplicationName", name.text());
    if (!options.isEmpty()) {
      properties.setProperty("options", options);
    }
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("logServerErrorDetail", "false");
    Connection connection = new Driver().connect(address.url(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not accept the address", "08001");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
    PGConnection session = connection.unwrap(PGConnection.class);
    halt.register(() -> cancel(session));
    return connection;
  }

  /** As {@link #open}, trying again while the server cannot be reached and the budget lasts. */
  public Connection open(Budget budget) {
    while (true) {
      try {
        return open();
      } catch (SQLException e) {
        Fault fault = Fault.of(e);
        if (fault.pooler()) {
          throw Stop.badInput(fault.text());
        }
        if (!fault.unreachable()) {
          throw unreachable("does not let us in", fault);
        }
        if (halt.requested() || !budget.pause(Duration.ofSeconds(1))) {
          throw unreachable("is not reachable", fault);
        }
      }
    }
  }

  private Stop unreachable(String how, Fault fault) {
    String advice =
        fault.login() ? "; correct user or password there, or let that user log in" : "";
    return new Stop(
        Verdict.Unreachable,
        "the database of %s %s: %s%s".formatted(address.secret(), how, fault.text(), advice));
  }

  public DataSource source() {
    return new DirectSource(this);
  }

  public SessionName name() {
    return name;
  }

  private static void cancel(PGConnection session) {
    try {
      session.cancelQuery();
    } catch (SQLException e) {
      LOG.debug("a session could not be cancelled: {}", Fault.of(e).text());
    }
  }
}
