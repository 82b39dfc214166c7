package dev.slipway.backend.auth;

import dev.slipway.backend.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in the database; there from migration 6 on. */
public final class AccountTable implements Accounts {

  private final Database database;

  public AccountTable(Database database) {
    this.database = database;
  }

  /** A role in a company. */
  record Membership(String company, String role) {}

  @Override
  public Optional<String> passwordHash(String username) throws SQLException {
    return database.call(connection ->
        texts(connection, "SELECT password_hash FROM accounts WHERE username = ?", username)
            .stream()
            .findFirst());
  }

  @Override
  public Optional<List<String>> permissions(String username) throws SQLException {
    return database.call(connection -> {
      if (texts(connection, "SELECT username FROM accounts WHERE username = ?", username)
          .isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          texts(
              connection,
              "SELECT c.name || ':' || p.permission FROM accounts a"
                  + " JOIN memberships m ON m.account_id = a.id"
                  + " JOIN companies c ON c.id = m.company_id"
                  + " JOIN role_permissions p ON p.role = m.role"
                  + " WHERE a.username = ? ORDER BY 1",
              username));
    });
  }

  /** The roles that exist. */
  List<String> roles() throws SQLException {
    return database.call(
        connection -> texts(connection, "SELECT DISTINCT role FROM role_permissions ORDER BY 1"));
  }

  /**
   * Makes an account or changes it; the memberships replace those of before.
   *
   * @param passwordHash null keeps the password of before
   * @return false when the account is new and has no password
   */
  boolean put(String username, @Nullable String passwordHash, List<Membership> memberships)
      throws SQLException {
    return database.call(connection -> {
      connection.setAutoCommit(false);
      try {
        boolean done = write(connection, username, passwordHash, memberships);
        connection.commit();
        return done;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    });
  }

  private static boolean write(
      Connection connection,
      String username,
      @Nullable String passwordHash,
      List<Membership> memberships)
      throws SQLException {
    if (passwordHash != null) {
      update(
          connection,
          "INSERT INTO accounts (username, password_hash) VALUES (?, ?)"
              + " ON CONFLICT (username) DO UPDATE SET password_hash = EXCLUDED.password_hash",
          username,
          passwordHash);
    } else if (texts(connection, "SELECT username FROM accounts WHERE username = ?", username)
        .isEmpty()) {
      return false;
    }
    update(
        connection,
        "DELETE FROM memberships USING accounts a WHERE account_id = a.id AND a.username = ?",
        username);
    for (Membership membership : memberships) {
      update(
          connection,
          "INSERT INTO companies (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
          membership.company());
      update(
          connection,
          "INSERT INTO memberships (account_id, company_id, role)"
              + " SELECT a.id, c.id, ? FROM accounts a, companies c"
              + " WHERE a.username = ? AND c.name = ?",
          membership.role(),
          username,
          membership.company());
    }
    return true;
  }

  private static void update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  private static List<String> texts(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, String... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }
}
