package dev.slipway.runner.flyway;

import dev.slipway.runner.database.AdvisoryLock;
import dev.slipway.runner.database.AdvisoryLock.Holder;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.schema.Place;
import dev.slipway.runner.tool.FileFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that every Flyway takes for each file, on a number made of the history table's name: an
 * application that migrates itself at its start has it, or a session that hangs.
 */
record OwnLock(Place place) {
  private static final Logger LOG = LoggerFactory.getLogger(OwnLock.class);

  /** LOCK_MAGIC_NUM of Flyway's PostgreSQLAdvisoryLockTemplate, the same from 9 to 13. */
  private static final long MAGIC = 77431708279161L;

  /** Lock not available, as PostgreSQL has it; Flyway asks without waiting and says it in words. */
  private static final String NOT_AVAILABLE = "55P03";

  AdvisoryLock lock() {
    return new AdvisoryLock(MAGIC + place.quotedHistory().hashCode());
  }

  /** Whether Flyway has given up because it did not get it. */
  static boolean refused(FlywayException error) {
    String message = error.getMessage();
    return Fault.cause(error) == null && message != null && message.contains("advisory lock");
  }

  /**
   * Sees that nobody else has it. Flyway would wait for it without a word, and for a history that
   * is not there yet ten times over.
   */
  void mustBeFree(Database database) throws FileFailure, SQLException {
    try (Connection session = database.open()) {
      String own = database.name().text();
      Optional<Holder> other = lock().holder(session).filter(holder -> !holder.name().equals(own));
      if (other.isPresent()) {
        throw failure(List.of(words(other.get(), session)));
      }
    }
  }

  /** The failure in words that name who has it, as far as that can be seen. */
  FileFailure failure(Database database) {
    return failure(holders(database));
  }

  private static FileFailure failure(List<String> holders) {
    return new FileFailure(
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.of(
                new Fault(NOT_AVAILABLE, "Flyway's own lock of it is held by somebody else")))
        .because(holders);
  }

  private List<String> holders(Database database) {
    try (Connection session = database.open()) {
      Optional<Holder> holder = lock().holder(session);
      return holder.isPresent() ? List.of(words(holder.get(), session)) : List.of();
    } catch (SQLException e) {
      LOG.info("who holds Flyway's lock cannot be told: {}", Fault.of(e).text());
      return List.of();
    }
  }

  private static String words(Holder holder, Connection session) throws SQLException {
    return "%s has it%s; where the application runs Flyway itself at its start, let it end, and turn that off; a session that hangs is ended by SELECT pg_terminate_backend(%d)"
        .formatted(
            holder.words(),
            holder.doing(session).map(words -> " and is " + words).orElse(""),
            holder.pid());
  }
}
