package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R5, R10, R11, R12: what goes in and out at the door of a backend in production. */
class DoorTest {

  private static RunningBackend backend;

  @BeforeAll
  static void start() throws SQLException {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v2");
    var env = database.environment("v2");
    env.put("ENVIRONMENT", "production");
    env.put("JWT_SECRET", "canary-of-the-tokens-with-32-letters");
    env.put("SECRET_KEY", "canary-of-the-refresh-with-32-letters");
    env.put("CORS_ORIGINS", "https://shop.example.org");
    env.put("TRUSTED_HOSTS", "localhost, *.example.org");
    env.put("TRUSTED_PROXIES", "127.0.0.0/8, ::1");
    env.put("LOGIN_RATE_LIMIT", "2");
    env.put("REFRESH_COOKIE_NAME", "shop_refresh");
    env.put("REFRESH_COOKIE_PATH", "/api/auth/refresh");
    env.put("REFRESH_COOKIE_SAMESITE", "strict");
    backend = RunningBackend.start(env);
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void carriesTheHeadersOfSecurityOnEveryAnswer() throws Exception {
    for (String path : List.of("/health", "/api/orders", "/nowhere", "/api/orders/0", "/metrics")) {
      var answer = backend.get(path);
      assertThat(answer.header("x-frame-options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("strict-transport-security")).as(path).startsWith("max-age=");
      assertThat(answer.header("content-security-policy")).as(path).contains("'none'");
      assertThat(answer.header("x-version")).as(path).isEqualTo("v2");
      assertThat(answer.header("x-xss-protection")).as(path).isEmpty();
    }
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .containsIgnoringCase("X-Frame-Options: DENY")
        .contains("application/problem+json");
  }

  @Test
  void letsPagesOfListedOriginsReadAndNoOthers() throws Exception {
    var ours = backend.get("/api/orders", "Origin", "https://shop.example.org");
    assertThat(ours.header("access-control-allow-origin")).isEqualTo("https://shop.example.org");
    assertThat(ours.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(ours.header("vary")).isEqualTo("Origin");
    var theirs = backend.get("/api/orders", "Origin", "https://evil.example");
    assertThat(theirs.header("access-control-allow-origin")).isEmpty();
    assertThat(preflight("https://shop.example.org"))
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Methods: GET, POST, PUT, DELETE");
    assertThat(preflight("https://evil.example")).startsWith("HTTP/1.1 403");
  }

  @Test
  void answersToItsNamesOnlyAndToProbesByAny() throws Exception {
    assertThat(host("shop.example.org:8080", "/api/orders")).startsWith("HTTP/1.1 200");
    assertThat(host("evil.example", "/api/orders")).startsWith("HTTP/1.1 400");
    assertThat(host("10.1.2.3:8080", "/api/healthz")).startsWith("HTTP/1.1 200");
  }

  @Test
  void sendsToHttpsWhoCameToTheProxyWithout() throws Exception {
    var answer = backend.get("/api/orders?limit=1", "X-Forwarded-Proto", "http");
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("location"))
        .startsWith("https://localhost")
        .endsWith("/api/orders?limit=1");
    assertThat(backend.get("/api/orders", "X-Forwarded-Proto", "https").status()).isEqualTo(200);
    assertThat(backend.get("/health", "X-Forwarded-Proto", "http").status()).isEqualTo(200);
  }

  @Test
  void limitsLoginsByTheAddressThatTheProxySaw() throws Exception {
    for (String client : List.of("10.0.0.1", "10.0.0.1", "10.0.0.2")) {
      assertThat(wrongLoginFrom("9.9.9.9, " + client)).isEqualTo(401);
    }
    // What the client itself claims further left makes no difference.
    assertThat(wrongLoginFrom("8.8.8.8, 10.0.0.1")).isEqualTo(429);
    assertThat(wrongLoginFrom("10.0.0.2")).isEqualTo(401);
    assertThat(wrongLoginFrom("10.0.0.2")).isEqualTo(429);
  }

  @Test
  void configuresTheRefreshCookie() throws Exception {
    String credentials = "{\"username\":\"admin\",\"password\":\"canary-of-the-admin\"}";
    var login = backend.post("/api/auth/login", credentials, "X-Forwarded-For", "10.0.0.9");
    assertThat(login.header("set-cookie"))
        .startsWith("shop_refresh=ey")
        .contains("; Path=/api/auth/refresh; Max-Age=604800; HttpOnly; SameSite=Strict; Secure");
    assertThat(login.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void answersHeadLikeGetAndNamesTheMethodsThatThereAre() throws Exception {
    assertThat(raw("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\n");
    var answer = backend.delete("/api/orders");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("GET, POST, HEAD");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void takesNoBodyThatIsNotJson() throws Exception {
    var answer = backend.post("/api/orders", "{}", "Content-Type", "text/plain");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(backend.post("/api/orders", "[1]", "Content-Type", "application/json").status())
        .isEqualTo(400);
  }

  @Test
  void givesEachRequestAnIdOrKeepsAGoodOne() throws Exception {
    assertThat(backend.get("/api/", "X-Request-Id", "abc-1.2").header("x-request-id"))
        .isEqualTo("abc-1.2");
    assertThat(backend.get("/api/", "X-Request-Id", "a b\"").header("x-request-id"))
        .matches("[0-9a-f]{16}");
    assertThat(backend.get("/api/").header("x-request-id"))
        .isNotEqualTo(backend.get("/api/").header("x-request-id"));
  }

  private static int wrongLoginFrom(String forwarded) throws Exception {
    String credentials = "{\"username\":\"admin\",\"password\":\"wrong\"}";
    return backend.post("/api/auth/login", credentials, "X-Forwarded-For", forwarded).status();
  }

  private static String preflight(String origin) throws IOException {
    return raw(
        "OPTIONS /api/orders HTTP/1.1\r\nHost: localhost\r\nOrigin: "
            + origin
            + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
  }

  private static String host(String host, String path) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", backend.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
