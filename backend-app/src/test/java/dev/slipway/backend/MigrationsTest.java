package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expand, backfill, contract: what each step leaves to the versions before it, and the way down.
 */
class MigrationsTest {

  /** Columns, indexes, constraints, triggers and functions: the shape of the schema. */
  private static final String SHAPE =
      """
      SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        FROM information_schema.columns WHERE table_schema = 'shop'
      UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'shop'
      UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'shop'::regnamespace AND contype <> 'n'
      UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'function ' || pg_get_functiondef(oid)
        FROM pg_proc WHERE pronamespace = 'shop'::regnamespace
      ORDER BY 1
      """;

  private static final String ROWS =
      "SELECT id || customer || item || quantity || coalesce(note, '') FROM shop.orders ORDER BY id";

  @ParameterizedTest
  @EnumSource
  void eachStepHasAWayDownThatLosesNothing(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    database.migrateTo("v6");
    database.asOwner(
        "INSERT INTO shop.orders (customer, item, quantity, note) VALUES ('new', 'x', 1, 'y')");
    for (String step :
        List.of(
            "v7/6__accounts",
            "v8/7__order_customer_filled",
            "v8/8__orders_by_customer",
            "v9/9__contract_order_customer")) {
      List<String> shape = texts(database, SHAPE);
      List<String> rows = texts(database, ROWS);
      database.asOwner(file(step, "V"));
      assertThat(texts(database, SHAPE)).as("up " + step).isNotEqualTo(shape);
      database.asOwner(file(step, "U"));
      assertThat(texts(database, SHAPE)).as("down " + step).isEqualTo(shape);
      assertThat(texts(database, ROWS)).as("rows " + step).isEqualTo(rows);
      database.asOwner(file(step, "V"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBadOneFailsIsToldAndIsRepaired(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    database.migrateTo("v2");
    try (var two = RunningBackend.start(database.environment("v2"))) {
      String order = place(two, "ana");
      // What the bad file did not reckon with.
      String many = "{\"customer\":\"bo\",\"item\":\"rope\",\"quantity\":24}";
      assertThat(two.post("/api/orders", many).status()).isEqualTo(201);
      assertThatThrownBy(() -> database.migrateTo("v5")).isInstanceOf(FlywayException.class);
      try (var five = RunningBackend.start(database.environment("v5"))) {
        assertThat(five.get("/api/readyz").status()).isEqualTo(503);
        assertThat(five.get("/api/readyz").body()).contains("\"state\":\"behind\"");
      }
      // What went in before the bad file is additive, so the version before goes on.
      assertThat(two.get("/api/readyz").body()).contains("\"state\":\"ahead\"");
      assertThat(two.get(order).status()).isEqualTo(200);
      database.migrateTo("v6");
      try (var six = RunningBackend.start(database.environment("v6"))) {
        assertThat(six.get("/api/readyz").status()).isEqualTo(200);
        assertThat(six.get(order).body()).isEqualTo(two.get(order).body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachStepLetsTheVersionBeforeItGoOn(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    database.migrateTo("v6");
    try (var six = RunningBackend.start(database.environment("v6"))) {
      String atFirst = place(six, "ana");
      database.migrateTo("v8");
      try (var eight = RunningBackend.start(database.environment("v8"))) {
        assertThat(six.get("/api/readyz").body()).contains("\"state\":\"ahead\"");
        for (String order : List.of(atFirst, place(six, "bo"), place(eight, "cy"))) {
          assertThat(six.get(order).body()).isEqualTo(eight.get(order).body());
        }
        database.migrateTo("v9");
        assertThat(eight.get("/api/readyz").status()).isEqualTo(200);
        assertThat(eight.get(place(eight, "dee")).body()).contains("\"customer\":\"dee\"");
        assertThat(eight.get(atFirst).body()).contains("\"customer\":\"ana\"");
        // What a contract step means: this is why it is a release of its own.
        assertThat(six.get("/api/orders").status()).isEqualTo(500);
      }
    }
  }

  private static String place(RunningBackend backend, String customer) throws Exception {
    var answer =
        backend.post("/api/orders", "{\"customer\":\"" + customer + "\",\"item\":\"rope\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.header("location");
  }

  private static String file(String step, String direction) throws Exception {
    return Files.readString(
        Path.of("src/migrations", step.replaceFirst("/", "/" + direction) + ".sql"));
  }

  private static List<String> texts(ShopDatabase database, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var connection = database.server().superuser("shop");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
