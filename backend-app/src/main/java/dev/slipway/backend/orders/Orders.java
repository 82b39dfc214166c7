package dev.slipway.backend.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table of orders. Columns are named one by one, so rows of a later schema read the same; the
 * note is used only by builds that bring the migration which adds it.
 */
public final class Orders {

  private final DataSource database;
  private final boolean notes;
  private final String columns;

  /**
   * @param notes whether the schema this build needs has a column for them
   */
  public Orders(DataSource database, boolean notes) {
    this.database = database;
    this.notes = notes;
    this.columns = "id, customer, item, quantity, created_at" + (notes ? ", note" : "");
  }

  /** The latest orders, newest first. */
  List<Order> latest(int limit) throws SQLException {
    String sql = "SELECT " + columns + " FROM orders ORDER BY id DESC LIMIT ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limit);
      try (ResultSet rows = statement.executeQuery()) {
        List<Order> orders = new ArrayList<>();
        while (rows.next()) {
          orders.add(order(rows));
        }
        return orders;
      }
    }
  }

  Optional<Order> find(long id) throws SQLException {
    String sql = "SELECT " + columns + " FROM orders WHERE id = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(order(rows)) : Optional.empty();
      }
    }
  }

  Order place(NewOrder wanted) throws SQLException {
    String sql =
        notes
            ? "INSERT INTO orders (customer, item, quantity, note) VALUES (?, ?, ?, ?)"
            : "INSERT INTO orders (customer, item, quantity) VALUES (?, ?, ?)";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql + " RETURNING " + columns)) {
      statement.setString(1, wanted.customer());
      statement.setString(2, wanted.item());
      statement.setInt(3, wanted.quantity());
      if (notes) {
        statement.setString(4, wanted.note());
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return order(rows);
      }
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
