package dev.slipway.backend.auth;

import dev.slipway.backend.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in the database, the same for all replicas; there from migration 6 on. */
public final class SessionTable implements RefreshSessions {

  private static final String PUT =
      "INSERT INTO refresh_sessions AS s (family, current, expires_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (family) DO UPDATE SET current = EXCLUDED.current,"
          + " expires_at = EXCLUDED.expires_at";

  private final Database database;

  public SessionTable(Database database) {
    this.database = database;
  }

  @Override
  public void open(UUID family, UUID token, Instant ends) throws SQLException {
    database.call(connection -> {
      try (PreparedStatement old =
          connection.prepareStatement(
              "DELETE FROM refresh_sessions WHERE family IN (SELECT family"
                  + " FROM refresh_sessions WHERE expires_at < now() LIMIT 100)")) {
        old.executeUpdate();
      }
      return put(connection, PUT, family, token, ends, null);
    });
  }

  @Override
  public boolean rotate(UUID family, UUID presented, UUID next, Instant ends) throws SQLException {
    return database.call(connection -> {
      // Decided by the row lock of one statement: of two replicas asked at once, one wins.
      boolean good =
          put(connection, PUT + " WHERE s.current = ?", family, next, ends, presented) == 1;
      if (!good) {
        put(connection, PUT, family, null, ends, null);
      }
      return good;
    });
  }

  @Override
  public void close(UUID family, Instant ends) throws SQLException {
    database.call(connection -> put(connection, PUT, family, null, ends, null));
  }

  private static int put(
      Connection connection,
      String sql,
      UUID family,
      @Nullable UUID current,
      Instant ends,
      @Nullable UUID presented)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, family);
      statement.setObject(2, current);
      statement.setObject(3, ends.atOffset(ZoneOffset.UTC));
      if (presented != null) {
        statement.setObject(4, presented);
      }
      return statement.executeUpdate();
    }
  }
}
