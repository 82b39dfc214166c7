package dev.slipway.backend.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The same read on another well-known stack: same driver with the same settings, pool, JSON library
 * and statement, virtual threads. With {@code DUTIES=true} it also does what our filters do for
 * each request ({@link JavalinDuties}); without, it is the bare stack.
 */
public final class JavalinShop {

  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private final HikariDataSource database;

  private JavalinShop(HikariDataSource database) {
    this.database = database;
  }

  /** An order, with the fields that ours has. */
  public record Order(
      long id,
      String customer,
      String item,
      int quantity,
      @Nullable String note,
      String createdAt) {}

  /** The latest orders. */
  public record Listing(List<Order> orders) {}

  public static void main(String[] args) {
    // Logback's default is DEBUG: Jetty would write more than it serves.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    var duties =
        Boolean.parseBoolean(System.getenv("DUTIES"))
            ? new JavalinDuties(System.getenv("VERSION"))
            : null;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(System.getenv("DATABASE_URL"));
    config.setUsername(System.getenv("DB_USERNAME"));
    config.setPassword(System.getenv("DB_PASSWORD"));
    config.setMaximumPoolSize(Integer.parseInt(System.getenv("DB_POOL_SIZE")));
    config.setMinimumIdle(1);
    config.addDataSourceProperty("currentSchema", "shop");
    config.addDataSourceProperty("connectTimeout", "3");
    config.addDataSourceProperty("socketTimeout", "15");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    if (duties != null) {
      config.setMetricRegistry(duties.meters());
    }
    var shop = new JavalinShop(new HikariDataSource(config));
    var server =
        Javalin.create(
                javalin -> {
                  javalin.concurrency.useVirtualThreads = true;
                  javalin.startup.showJavalinBanner = false;
                  if (duties != null) {
                    javalin.routes.before(duties::begin);
                    javalin.routes.after(duties::end);
                    javalin.routes.get("/metrics", duties::metrics);
                  }
                  javalin.routes.get("/api/orders", shop::list);
                })
            .start("localhost", 0);
    System.out.println("listens on port " + server.port());
  }

  private void list(Context context) throws Exception {
    String wanted = context.queryParam("limit");
    int limit = wanted == null ? 20 : Integer.parseInt(wanted);
    context.contentType("application/json");
    context.result(JSON.writeValueAsBytes(new Listing(latest(limit))));
  }

  private List<Order> latest(int limit) throws SQLException {
    String sql =
        "SELECT id, customer, item, quantity, created_at, note FROM orders ORDER BY id DESC LIMIT ?";
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limit);
      try (var rows = statement.executeQuery()) {
        List<Order> orders = new ArrayList<>();
        while (rows.next()) {
          orders.add(
              new Order(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getInt(4),
                  rows.getString(6),
                  rows.getObject(5, OffsetDateTime.class).toInstant().toString()));
        }
        return orders;
      }
    }
  }
}
