package dev.slipway.backend.orders;

import dev.slipway.backend.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of orders. Columns are named one by one, so rows of a later schema read the same; the
 * note is used only by builds that bring the migration which adds it.
 */
public final class Orders {

  private final Database database;
  private final boolean notes;
  private final String columns;

  /**
   * @param notes whether the schema this build needs has a column for them
   */
  public Orders(Database database, boolean notes) {
    this.database = database;
    this.notes = notes;
    this.columns = "id, customer, item, quantity, created_at" + (notes ? ", note" : "");
  }

  /** The latest orders, newest first. */
  List<Order> latest(int limit) throws SQLException {
    String sql = "SELECT " + columns + " FROM orders ORDER BY id DESC LIMIT ?";
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, limit);
        return orders(statement);
      }
    });
  }

  Optional<Order> find(long id) throws SQLException {
    String sql = "SELECT " + columns + " FROM orders WHERE id = ?";
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, id);
        return orders(statement).stream().findFirst();
      }
    });
  }

  Order place(NewOrder wanted) throws SQLException {
    String sql =
        notes
            ? "INSERT INTO orders (customer, item, quantity, note) VALUES (?, ?, ?, ?)"
            : "INSERT INTO orders (customer, item, quantity) VALUES (?, ?, ?)";
    return database.call(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(sql + " RETURNING " + columns)) {
        statement.setString(1, wanted.customer());
        statement.setString(2, wanted.item());
        statement.setInt(3, wanted.quantity());
        if (notes) {
          statement.setString(4, wanted.note());
        }
        return orders(statement).getFirst();
      }
    });
  }

  private List<Order> orders(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<Order> orders = new ArrayList<>();
      while (rows.next()) {
        orders.add(order(rows));
      }
      return orders;
    }
  }

  private Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getLong("id"),
        row.getString("customer"),
        row.getString("item"),
        row.getInt("quantity"),
        notes ? row.getString("note") : null,
        row.getObject("created_at", OffsetDateTime.class).toInstant().toString());
  }
}
