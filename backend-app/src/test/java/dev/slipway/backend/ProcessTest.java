package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void namesEveryFaultOfTheEnvironmentAtOnceAndNoValue() throws Exception {
    var env =
        Map.of(
            "DATABASE_URL", "mysql://u:canary-in-url@h/d",
            "PORT", "canary-port",
            "MIGRATIONS_STRICT", "maybe",
            "FAULT_ERROR_RATE", "20%",
            "REFRESH_COOKIE_SAMESITE", "none");
    try (var process = BackendProcess.start(env)) {
      assertThat(process.exitCode(SOON)).isEqualTo(2);
      assertThat(String.join("\n", process.lines()))
          .contains("DATABASE_URL", "PORT", "MIGRATIONS_STRICT", "FAULT_ERROR_RATE")
          .contains("REFRESH_COOKIE_SECURE")
          .doesNotContain("canary");
    }
  }

  @Test
  void crashesOnRequest() throws Exception {
    var env = Map.of("DATABASE_URL", "postgresql://localhost:1/shop", "FAULT_CRASH_AFTER", "0");
    try (var process = BackendProcess.start(env)) {
      assertThat(process.exitCode(SOON)).isEqualTo(1);
    }
  }

  /** R12, R15: every secret is a canary, and everything that can be written is written. */
  @Test
  void logsOneJsonObjectALineAndNeverASecret() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    var env = database.environment("v1");
    env.put("DATABASE_URL", "postgresql://u:canary-in-url@localhost:1/shop");
    env.put("BACKEND_DATABASE_URL", database.url() + "?user=u&password=canary-in-jdbc");
    env.put("REDIS_URL", "redis://:canary-of-redis@localhost:1/0");
    env.put("DEBUG", "true");
    try (var process = BackendProcess.start(env);
        var client = HttpClient.newHttpClient()) {
      String base = "http://localhost:" + process.port();
      var login = client.send(login(base, "canary-of-the-admin"), BodyHandlers.ofString());
      String token = new ObjectMapper().readTree(login.body()).path("access_token").asText();
      String cookie = login.headers().firstValue("set-cookie").orElseThrow();
      StringBuilder answers = new StringBuilder();
      for (String path :
          new String[] {
            "/api/readyz",
            "/api/status",
            "/api/me",
            "/api/admin/pool",
            "/api/admin/cache",
            "/metrics",
            "/api/orders?token=" + token,
            "/canary-of-the-tokens/" + token
          }) {
        var request =
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .header("X-Request-Id", "id-of-the-request")
                .build();
        answers.append(client.send(request, BodyHandlers.ofString()).body());
      }
      client.send(login(base, "canary-that-is-wrong"), BodyHandlers.ofString());
      // A statement that fails with a stack trace.
      database.asOwner("ALTER TABLE shop.orders RENAME TO gone");
      var orders = HttpRequest.newBuilder(URI.create(base + "/api/orders")).build();
      assertThat(client.send(orders, BodyHandlers.ofString()).statusCode()).isEqualTo(500);
      process.terminate();
      assertThat(process.exitCode(SOON)).isZero();

      assertThat(process.lines()).isNotEmpty().allSatisfy(ProcessTest::isAnEvent);
      assertThat(process.lines())
          .anyMatch(line -> line.contains("\"exception\":"))
          .anyMatch(line -> line.contains("\"request_id\":\"id-of-the-request\""))
          .anyMatch(line -> line.contains("\"message\":\"GET /api/orders 500\""));
      assertThat(String.join("\n", process.lines()))
          .doesNotContain("canary", token.substring(40, 60), cookie.substring(40, 60));
      assertThat(answers.toString()).contains("hikaricp").doesNotContain(token.substring(40, 60));
      assertThat(answers.toString().replace("/canary-of-the-tokens/", "")).doesNotContain("canary");
    }
  }

  private static HttpRequest login(String base, String password) {
    String credentials = "{\"username\":\"admin\",\"password\":\"" + password + "\"}";
    return HttpRequest.newBuilder(URI.create(base + "/api/auth/login"))
        .POST(HttpRequest.BodyPublishers.ofString(credentials))
        .build();
  }

  @Test
  void checksAndMigratesByVerb() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    var env = database.environment("v2");
    try (var behind = BackendProcess.start(env, "check")) {
      assertThat(behind.exitCode(SOON)).isEqualTo(1);
    }
    var owner = new java.util.HashMap<>(env);
    owner.put("DB_USERNAME", "shop_owner");
    owner.put("DB_PASSWORD", String.valueOf(database.owner().password()));
    try (var migrate = BackendProcess.start(owner, "migrate")) {
      assertThat(migrate.exitCode(SOON)).as("%s", migrate.lines()).isZero();
      assertThat(migrate.lines()).allSatisfy(ProcessTest::isAnEvent);
    }
    try (var current = BackendProcess.start(env, "check")) {
      assertThat(current.exitCode(SOON)).as("%s", current.lines()).isZero();
      assertThat(current.lines()).anyMatch(line -> line.startsWith("ok    schema"));
    }
    try (var status = BackendProcess.start(env, "migrate", "--status")) {
      assertThat(status.exitCode(SOON)).as("%s", status.lines()).isZero();
      assertThat(status.lines()).filteredOn(line -> line.contains(": success")).hasSize(2);
      assertThat(String.join("\n", status.lines())).doesNotContain("canary");
    }
    try (var unknown = BackendProcess.start(env, "migrate", "--now")) {
      assertThat(unknown.exitCode(SOON)).isEqualTo(2);
    }
  }

  private static void isAnEvent(String line) {
    try {
      assertThat(new ObjectMapper().readTree(line).fieldNames())
          .toIterable()
          .contains("timestamp", "level", "message", "module", "function");
    } catch (java.io.IOException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
