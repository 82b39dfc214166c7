package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiTest {

  private static RunningBackend backend;

  @BeforeAll
  static void start() throws SQLException {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v2");
    backend = RunningBackend.start(database.environment("v2"));
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void saysWhoAnswers() throws Exception {
    assertThat(backend.get("/health").body())
        .isEqualTo("{\"status\":\"healthy\",\"version\":\"v2\",\"environment\":\"test\"}");
    assertThat(backend.get("/api/").json().path("version").asText()).isEqualTo("v2");
    assertThat(backend.get("/api").json().path("version").asText()).isEqualTo("v2");
  }

  @Test
  void placesAnOrderAndReadsIt() throws Exception {
    var placed =
        backend.post(
            "/api/orders",
            "{\"customer\":\"eve\",\"item\":\"anchor\",\"quantity\":3,\"note\":\"no hurry\"}");
    assertThat(placed.status()).isEqualTo(201);
    var read = backend.get(placed.header("location"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(placed.body()).contains("\"note\":\"no hurry\"");
    assertThat(backend.get("/api/orders?limit=1").json().path("orders")).hasSize(1);
  }

  @Test
  void answersFaultsWithProblemDocuments() throws Exception {
    var invalid = backend.post("/api/orders", "{\"quantity\":0}");
    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.header("content-type")).isEqualTo("application/problem+json");
    assertThat(invalid.json().path("detail").asText()).contains("customer", "item", "quantity");
    assertThat(invalid.json().path("instance").asText()).isEqualTo("/api/orders");
    assertThat(backend.post("/api/orders", "not json").status()).isEqualTo(400);
    assertThat(backend.post("/api/orders", "{\"customer\":\"a\",\"item\":\"b\"} c").status())
        .isEqualTo(400);
    assertThat(backend.post("/api/orders", "{\"item\":\"a\",\"item\":\"b\"}").status())
        .isEqualTo(400);
    for (String text : new String[] {"a\\u0000b", "half \\ud800"}) {
      String order = "{\"customer\":\"ana\",\"item\":\"" + text + "\"}";
      assertThat(backend.post("/api/orders", order).status()).as(text).isEqualTo(422);
      String login = "{\"username\":\"" + text + "\",\"password\":\"wrong\"}";
      assertThat(backend.post("/api/auth/login", login).status()).as(text).isEqualTo(401);
    }
    String octopuses = "{\"customer\":\"\u00a0ana \",\"item\":\"" + "🐙".repeat(200) + "\"}";
    assertThat(backend.post("/api/orders", octopuses).json().path("customer").asText())
        .isEqualTo("ana");
    for (String limit :
        new String[] {"0", "201", "", "%2B5", "%EF%BC%91", "99999999999999999999"}) {
      assertThat(backend.get("/api/orders?limit=" + limit).status()).as(limit).isEqualTo(400);
    }
    assertThat(backend.get("/api/orders/999999").status()).isEqualTo(404);
    assertThat(backend.get("/nowhere").json().path("status").asInt()).isEqualTo(404);
    assertThat(backend.offer("/api/orders", "x".repeat(100_000)).status()).isEqualTo(413);
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @Test
  void logsInByJsonOrFormAndKnowsTheBearer() throws Exception {
    var login = login("canary-of-the-admin");
    String token = login.json().path("access_token").asText();
    var me = backend.get("/api/me", "Authorization", "Bearer " + token);
    assertThat(me.json().path("username").asText()).isEqualTo("admin");

    var form =
        backend.post(
            "/auth/token",
            "username=admin&password=canary-of-the-admin",
            "Content-Type",
            "application/x-www-form-urlencoded");
    String second = form.json().path("access_token").asText();
    assertThat(backend.get("/auth/me", "Authorization", "Bearer " + second).status())
        .isEqualTo(200);
  }

  @Test
  void renewsByTheRefreshCookieOnly() throws Exception {
    String cookie = login("canary-of-the-admin").header("set-cookie");
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/api/auth");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    var renewed = backend.post("/api/auth/refresh", "", "Cookie", "a=b; " + pair);
    assertThat(renewed.json().path("access_token").asText()).isNotEmpty();
    String refreshToken = pair.substring(pair.indexOf('=') + 1);
    assertThat(backend.get("/api/me", "Authorization", "Bearer " + refreshToken).status())
        .isEqualTo(401);
    assertThat(backend.post("/api/auth/refresh", "").status()).isEqualTo(401);
  }

  @Test
  void refusesWrongCredentialsAndTokens() throws Exception {
    assertThat(login("wrong").status()).isEqualTo(401);
    assertThat(login("").status()).isEqualTo(401);
    assertThat(backend.get("/api/me").status()).isEqualTo(401);
    var unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImtpbmQiOiJBQ0NFU1MifQ.";
    assertThat(backend.get("/api/me", "Authorization", "Bearer " + unsigned).status())
        .isEqualTo(401);
  }

  @Test
  void producesTheMediaTypeOfTheFirstGeneration() throws Exception {
    String vendor = "application/vnd.budgetbuddy.v1+json";
    assertThat(backend.get("/api/orders", "Accept", vendor).header("content-type"))
        .isEqualTo(vendor);
    var placed =
        backend.post("/api/orders", "{\"customer\":\"f\",\"item\":\"g\"}", "Content-Type", vendor);
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void countsRequestsByRouteStatusMethodAndVersion() throws Exception {
    backend.get("/api/orders/1");
    backend.get("/api/orders/2");
    backend.get("/made-up-1");
    backend.get("/made-up-2");
    String metrics = backend.get("/metrics").body();
    assertThat(metrics)
        .containsPattern(count("GET", "200", "/api/orders/{id}"))
        .containsPattern(count("GET", "404", "UNMATCHED"))
        .contains("http_server_requests_seconds_bucket", "hikaricp_connections_active")
        .contains("jvm_memory_used_bytes", "process_cpu_usage")
        .doesNotContain("made-up", "canary");
    assertThat(backend.get("/metrics").body()).containsPattern(count("GET", "200", "/metrics"));
  }

  private static RunningBackend.Answer login(String password)
      throws IOException, InterruptedException {
    return backend.post(
        "/api/auth/login", "{\"username\":\"admin\",\"password\":\"" + password + "\"}");
  }

  private static String count(String method, String status, String uri) {
    return "http_server_requests_seconds_count\\{"
        + Pattern.quote(
            "method=\"%s\",status=\"%s\",uri=\"%s\",version=\"v2\"".formatted(method, status, uri));
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", backend.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
