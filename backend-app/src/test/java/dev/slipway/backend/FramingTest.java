package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112: where messages and connections end; byte by byte, as no client library writes them. */
class FramingTest {

  private static final String ORDER = "{\"customer\":\"ana\",\"item\":\"rope\"}";

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

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "keep-alive, close", "close, TE"})
  void closesTheConnectionOfWhoAsksForIt(String connection) throws IOException {
    for (String path : new String[] {"/health", "/api/orders", "/api/orders/x", "/nowhere"}) {
      String answer = untilClosed(request("GET", path, "Connection: " + connection, ""));
      assertThat(answer).as(path).containsIgnoringCase("\r\nConnection: close\r\n");
    }
  }

  @Test
  void closesBehindTheAnswerToABodyWhetherItWasReadOrNot() throws IOException {
    String close = "Connection: close\r\nContent-Type: application/json\r\nContent-Length: ";
    assertThat(untilClosed(request("POST", "/api/orders", close + ORDER.length(), ORDER)))
        .startsWith("HTTP/1.1 201");
    assertThat(untilClosed(request("POST", "/health", close + ORDER.length(), ORDER)))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void keepsTheConnectionOfOthers() throws IOException {
    String twice = request("GET", "/health", "A: b", "") + request("GET", "/health", "A: b", "");
    String last = request("GET", "/health", "Connection: close", "");
    assertThat(untilClosed(twice + last).split("HTTP/1.1 200", -1)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -5",
        "Content-Length: +5",
        "Content-Length: five",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked"
      })
  void refusesALengthThatIsNotOneNumber(String headers) throws IOException {
    headers = "Content-Type: application/json\r\n" + headers;
    assertThat(untilClosed(request("POST", "/api/orders", headers, "0\r\n\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @Test
  void doesNotCountWhatClientsBreakOffAsItsOwnFailure() throws Exception {
    String json = "Content-Type: application/json\r\n";
    String shorter = request("POST", "/api/orders", json + "Content-Length: 40", "{\"customer\"");
    assertThat(halfClosed(shorter)).startsWith("HTTP/1.1 400");
    String noChunk = "ZZ\r\n{}\r\n0\r\n\r\n";
    assertThat(
            untilClosed(
                request("POST", "/api/orders", json + "Transfer-Encoding: chunked", noChunk)))
        .startsWith("HTTP/1.1 400");
    for (int i = 0; i < 20; i++) {
      try (var socket = new Socket("localhost", backend.port())) {
        // Gone by a reset before there is an answer.
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write(request("GET", "/api/orders", "A: b", "").getBytes(StandardCharsets.US_ASCII));
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(backend.get("/metrics").body())
                .contains("status=\"400\",uri=\"/api/orders\"")
                .doesNotContain("status=\"500\""));
  }

  @Test
  void tellsHeadHowLongTheAnswerToGetIs() throws Exception {
    int length = backend.get("/openapi.yaml").body().getBytes(StandardCharsets.UTF_8).length;
    assertThat(untilClosed(request("HEAD", "/openapi.yaml", "Connection: close", "")))
        .contains("\r\nContent-Length: " + length + "\r\n")
        .endsWith("\r\n\r\n");
  }

  private static String request(String method, String path, String headers, String body) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n%s"
        .formatted(method, path, headers, body);
  }

  /** Everything up to the server's own end of the connection; ours stays open. */
  private static String untilClosed(String request) throws IOException {
    try (var socket = opened(request)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String halfClosed(String request) throws IOException {
    try (var socket = opened(request)) {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket opened(String request) throws IOException {
    var socket = new Socket("localhost", backend.port());
    // A connection that stays open fails the test, and does not stop it.
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
