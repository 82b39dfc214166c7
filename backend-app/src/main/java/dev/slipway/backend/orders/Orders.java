package dev.slipway.backend.orders;

import dev.slipway.backend.database.Database;
import dev.slipway.backend.schema.NeededVersions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The orders, as the schema that this build needs has them. Columns are named one by one, so rows
 * of a later schema read the same.
 */
public final class Orders {

  private final Database database;
  private final boolean notes;
  private final String select;
  private final String insert;

  /**
   * @param needed what this build brings migrations for: 2 adds notes; from 7 on every order has
   *     its customer's row, so the name in the order is neither read nor written
   */
  public Orders(Database database, NeededVersions needed) {
    this.database = database;
    this.notes = needed.contains("2");
    String note = notes ? ", note" : "";
    // Rows are read by these columns' numbers.
    String columns = "o.id, %s AS customer, o.item, o.quantity, o.created_at" + note;
    String values = notes ? "?, ?, ?" : "?, ?";
    if (needed.contains("7")) {
      String named = columns.formatted("c.name");
      this.select = "SELECT " + named + " FROM orders o JOIN customers c ON c.id = o.customer_id";
      this.insert =
          "WITH c AS (INSERT INTO customers (name) VALUES (?)"
              + " ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name RETURNING id, name),"
              + " o AS (INSERT INTO orders (customer_id, item, quantity%s)".formatted(note)
              + " SELECT id, %s FROM c RETURNING *)".formatted(values)
              + " SELECT %s FROM o, c".formatted(named);
    } else {
      String plain = columns.formatted("o.customer");
      this.select = "SELECT " + plain + " FROM orders o";
      this.insert =
          "INSERT INTO orders AS o (customer, item, quantity%s) VALUES (?, %s) RETURNING %s"
              .formatted(note, values, plain);
    }
  }

  /** The latest orders, newest first. */
  List<Order> latest(int limit) throws SQLException {
    String sql = select + " ORDER BY o.id DESC LIMIT ?";
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, limit);
        return orders(statement);
      }
    });
  }

  Optional<Order> find(long id) throws SQLException {
    String sql = select + " WHERE o.id = ?";
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, id);
        return orders(statement).stream().findFirst();
      }
    });
  }

  Order place(NewOrder wanted) throws SQLException {
    return database.call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
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
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        notes ? row.getString(6) : null,
        row.getObject(5, OffsetDateTime.class).toInstant().toString());
  }
}
