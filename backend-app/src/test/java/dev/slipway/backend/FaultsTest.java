package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.backend.settings.InvalidSettings;
import dev.slipway.backend.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose, by the environment and by the administrator. */
class FaultsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static ShopDatabase database;

  private final AtomicInteger crashes = new AtomicInteger();
  private Map<String, String> env;

  @BeforeAll
  static void migrate() throws Exception {
    database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
  }

  @BeforeEach
  void environment() {
    env = database.environment("v1");
  }

  @Test
  void failsRoutesByAPlanThatTheAdministratorSetsAndTakesBack() throws Exception {
    env.put("FAULTS_ENABLED", "true");
    try (var backend = RunningBackend.start(env)) {
      String[] admin = backend.administrator();
      String plan =
          "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":1,\"afterRequests\":2},"
              + "{\"path\":\"/itam\",\"errorRate\":1}]}";
      assertThat(backend.put("/api/admin/faults", plan, admin).status()).isEqualTo(200);
      assertThat(backend.get("/api/orders").status()).isEqualTo(200);
      assertThat(backend.get("/api/orders").status()).isEqualTo(200);
      assertThat(backend.get("/api/orders").status()).isEqualTo(500);
      assertThat(backend.get("/itam/health").status()).isEqualTo(500);
      assertThat(backend.get("/grc/health").status()).isEqualTo(200);
      assertThat(backend.get("/metrics").body())
          .contains("status=\"500\",uri=\"/itam\",version=\"v1\"");
      assertThat(backend.get("/api/admin/faults", admin).body()).contains("\"afterRequests\":2");
      assertThat(backend.delete("/api/admin/faults", admin).status()).isEqualTo(200);
      assertThat(backend.get("/api/orders").status()).isEqualTo(200);
    }
  }

  @Test
  void letsNobodyElseAndNothingWrongIn() throws Exception {
    try (var backend = RunningBackend.start(env)) {
      assertThat(backend.get("/api/admin/faults", backend.administrator()).status()).isEqualTo(404);
    }
    env.put("FAULTS_ENABLED", "true");
    try (var backend = RunningBackend.start(env)) {
      assertThat(backend.put("/api/admin/faults", "{}").status()).isEqualTo(401);
      var wrong =
          "{\"routes\":[{\"path\":\"x\",\"errorRate\":2}],\"crashAfterRequests\":-1,\"z\":1}";
      assertThat(backend.put("/api/admin/faults", wrong, backend.administrator()).body())
          .contains("path must begin with /", "errorRate must be a share", "crashAfterRequests")
          .contains("there is no field of that name");
    }
  }

  @Test
  void leaksConnectionsUntilItIsNotReady() throws Exception {
    env.put("DB_POOL_TIMEOUT", "1");
    env.put("FAULT_PLAN", "{\"leakConnectionEvery\":1,\"leakKibibytes\":64}");
    try (var backend = RunningBackend.start(env)) {
      for (int i = 0; i < 8; i++) {
        backend.get("/grc/health");
      }
      await()
          .atMost(SOON)
          .until(() -> backend.get("/api/readyz").body().contains("every connection of the pool"));
      assertThat(backend.get("/api/healthz").status()).isEqualTo(200);
      var orders = backend.get("/api/orders");
      assertThat(orders.status()).isEqualTo(503);
      assertThat(orders.body()).contains("every connection to the database is in use");
    }
  }

  @Test
  void crashesAfterSoManyRequests() throws Exception {
    env.put("FAULT_PLAN", "{\"crashAfterRequests\":3}");
    try (var backend = RunningBackend.start(env, crashes::incrementAndGet)) {
      backend.get("/health");
      backend.get("/health");
      assertThat(crashes).hasValue(0);
      backend.get("/health");
      assertThat(crashes).hasValue(1);
    }
  }

  @Test
  void crashesAfterSoManySecondsUnlessThePlanIsTakenBack() throws Exception {
    env.put("FAULT_CRASH_AFTER", "1");
    try (var _ = RunningBackend.start(env, crashes::incrementAndGet)) {
      await().atMost(SOON).untilAtomic(crashes, org.hamcrest.Matchers.is(1));
    }
  }

  @Test
  void doesNotStartOnRequest() {
    env.put("FAULT_START_FAIL", "true");
    assertThatThrownBy(() -> RunningBackend.start(env)).hasMessageContaining("FAULT_START_FAIL");
  }

  @Test
  void readsThePlanOfTheEnvironmentStrictly() {
    env.put("FAULT_PLAN", "{canary");
    assertThatThrownBy(() -> Settings.from(env))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("FAULT_PLAN is not JSON");
  }
}
