package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {

  @ParameterizedTest
  @EnumSource
  void tellsTheStatesOfTheSchemaApart(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    assertThat(readiness(database, "v2")).isEqualTo("503 unavailable missing null/2");

    database.migrateTo("v1");
    assertThat(readiness(database, "v2")).isEqualTo("503 unavailable behind 1/2");
    assertThat(readiness(database, "v1")).isEqualTo("200 ready current 1/1");

    database.migrateTo("v2");
    assertThat(readiness(database, "v2")).isEqualTo("200 ready current 2/2");
    assertThat(readiness(database, "v1")).isEqualTo("200 ready ahead 2/1");
    assertThat(readiness(database, "v1", "MIGRATIONS_STRICT", "exact"))
        .isEqualTo("503 unavailable ahead 2/1");

    assertThatThrownBy(() -> database.migrateTo("v5"))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("V5__bad.sql");
    assertThat(readiness(database, "v2")).isEqualTo("200 ready ahead 4/2");
    assertThat(readiness(database, "v5")).isEqualTo("503 unavailable behind 4/5");

    database.migrateTo("v6");
    assertThat(readiness(database, "v6")).isEqualTo("200 ready current 5/5");
    assertThat(readiness(database, "v2")).isEqualTo("200 ready ahead 5/2");

    database.asOwner("UPDATE shop.flyway_schema_history SET success = false WHERE version = '5'");
    assertThat(readiness(database, "v6")).isEqualTo("503 unavailable failed 4/5");
    assertThat(readiness(database, "v2")).isEqualTo("200 ready ahead 4/2");

    database.asOwner("REVOKE ALL ON shop.flyway_schema_history FROM shop_app");
    assertThat(readiness(database, "v2")).isEqualTo("503 unavailable unreadable null/2");
    assertThat(readiness(database, "v2", "MIGRATIONS_STRICT", "false"))
        .isEqualTo("200 ready unchecked null/2");
  }

  @Test
  void saysWithinASecondThatTheDatabaseIsGoneAndStaysAlive() throws Exception {
    var env = ShopDatabase.fresh(PostgresServer.POSTGRES_18).environment("v1");
    env.put("DATABASE_URL", "postgresql://localhost:1/shop");
    try (var backend = RunningBackend.start(env)) {
      long before = System.nanoTime();
      var answer = backend.get("/api/readyz");
      assertThat(System.nanoTime() - before).isLessThan(1_500_000_000L);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().at("/schema/state").asText()).isEqualTo("unreachable");
      assertThat(backend.get("/api/healthz").status()).isEqualTo(200);
      var orders = backend.get("/api/orders");
      assertThat(orders.status()).isEqualTo(503);
      assertThat(orders.header("content-type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void obeysTheFaultsOfReadiness() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    for (var fault : Map.of("FAULT_READY_FAIL", "true", "FAULT_READY_DELAY", "60").entrySet()) {
      var env = database.environment("v1");
      env.put(fault.getKey(), fault.getValue());
      try (var backend = RunningBackend.start(env)) {
        assertThat(backend.get("/api/readyz").body()).contains("unavailable", fault.getKey());
      }
    }
  }

  private static String readiness(ShopDatabase database, String version, String... more)
      throws Exception {
    var env = database.environment(version);
    if (more.length > 0) {
      env.put(more[0], more[1]);
    }
    try (var backend = RunningBackend.start(env)) {
      var answer = backend.get("/api/readyz");
      var schema = answer.json().path("schema");
      return "%d %s %s %s/%s"
          .formatted(
              answer.status(),
              answer.json().path("status").asText(),
              schema.path("state").asText(),
              schema.path("current").asText("null"),
              schema.path("needed").asText("null"));
    }
  }
}
