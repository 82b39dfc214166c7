package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application's role may do what the application does, and nothing else. */
class PrivilegesTest {

  @ParameterizedTest
  @EnumSource
  void theApplicationHoldsTheLeastPrivileges(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    database.migrateTo("v6");
    try (var connection = database.app();
        var statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "INSERT INTO shop.orders (customer, item, quantity) VALUES ('a', 'b', 1)"))
          .isEqualTo(1);
      assertThat(statement.executeQuery("SELECT version FROM shop.flyway_schema_history").next())
          .isTrue();
      for (String forbidden :
          new String[] {
            "UPDATE shop.flyway_schema_history SET success = true",
            "CREATE TABLE shop.mine (id int)",
            "CREATE TABLE public.mine (id int)",
            "CREATE SCHEMA mine",
            "ALTER TABLE shop.orders ADD COLUMN mine int",
            "TRUNCATE shop.orders",
            "SELECT * FROM billing.invoices"
          }) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMigratorCannotTouchTheOtherServicesSchema(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    assertThatThrownBy(() -> database.asOwner("SELECT * FROM billing.invoices"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }
}
