package dev.slipway.runner.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.Reader;
import dev.slipway.runner.ResultText;
import dev.slipway.runner.Runner;
import dev.slipway.runner.Scene.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
  private static final String TOKEN = "canary-token-51c2";
  private static final String PASSWORD = "canary-password-9b1d";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/api/healthz", 200, "{\"version\":\"2.4.0\"}");
    answer("/api/readyz", 200, "{\"status\":\"ready\"}");
    answer("/api/auth/login", 200, "{\"access_token\":\"" + TOKEN + "\"}");
    server.createContext(
        "/api/me",
        exchange -> {
          String who = exchange.getRequestHeaders().getFirst("Authorization");
          reply(exchange, ("Bearer " + TOKEN).equals(who) ? 200 : 401, "{}");
        });
    server.start();
    Path secret = Files.createDirectories(folder.resolve("smoke"));
    Files.writeString(secret.resolve("username"), "probe\n");
    Files.writeString(secret.resolve("password"), PASSWORD + "\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aHealthyVersionPasses() {
    Outcome outcome = smoke(Map.of());

    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.result().message())
        .contains("/api/healthz", "/api/readyz", "version 2.4.0", "/api/auth/login", "/api/me");
    assertThat(outcome.text()).doesNotContain(TOKEN, PASSWORD);
  }

  @Test
  void itIsToBeAskedForItsReportWhileItWaitsForAnAnswer() {
    Reader reader = Reader.ofFreePort();
    AtomicReference<JsonNode> told = new AtomicReference<>();
    server.removeContext("/api/healthz");
    server.createContext(
        "/api/healthz",
        exchange -> {
          told.set(reader.read());
          reply(exchange, 200, "{\"version\":\"2.4.0\"}");
        });

    Outcome outcome = smoke(Map.of("SLIPWAY_REPORT_PORT", Integer.toString(reader.port())));

    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(told.get().path("state").asText()).isEqualTo("Running");
    assertThat(told.get().path("message").asText()).isNotEmpty();
  }

  @Test
  void anotherVersionThanTheReleasedOneFails() {
    Outcome outcome = smoke(Map.of("SLIPWAY_EXPECT_VERSION", "2.5.0"));

    assertThat(outcome.code()).isEqualTo(21);
    assertThat(outcome.result().message()).contains("answers version 2.4.0, not 2.5.0");
  }

  @Test
  void aFailingLoginFailsAndRepeatsNothingOfTheAnswer() {
    replace("/api/auth/login", 401, "{\"error\":\"" + PASSWORD + "\"}");

    Outcome outcome = smoke(Map.of());

    assertThat(outcome.code()).isEqualTo(21);
    assertThat(outcome.result().message()).isEqualTo("/api/auth/login answers 401");
    assertThat(outcome.text()).doesNotContain(PASSWORD);
  }

  @Test
  void aRedirectIsNotFollowed() {
    replace("/api/healthz", 302, "");

    assertThat(smoke(Map.of()).result().message()).isEqualTo("/api/healthz answers 302");
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    replace("/api/readyz", 200, "x".repeat(1_000_000));

    assertThat(smoke(Map.of()).code()).isEqualTo(21);
  }

  @Test
  void aTargetThatRefusesConnectionsIsUnreachable() {
    server.stop(0);

    assertThat(smoke(Map.of("SLIPWAY_SMOKE_SECONDS", "1")).code()).isIn(17, 21);
  }

  private Outcome smoke(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("SLIPWAY_TARGET", "http://127.0.0.1:" + server.getAddress().getPort());
    all.put("SLIPWAY_EXPECT_VERSION", "2.4.0");
    all.put("SLIPWAY_SMOKE_HEALTH", "/api/healthz");
    all.put("SLIPWAY_SMOKE_READY", "/api/readyz");
    all.put("SLIPWAY_SMOKE_LOGIN", "/api/auth/login");
    all.put("SLIPWAY_SMOKE_ME", "/api/me");
    all.put("SLIPWAY_SECRETS_DIR", folder.toString());
    all.put("SLIPWAY_RESULT_FILE", folder.resolve("result").toString());
    all.putAll(more);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Runner.run("smoke", all, new PrintStream(out, true, UTF_8));
    String text = out.toString(UTF_8).strip();
    return new Outcome(code, text, ResultText.parse(text));
  }

  private void answer(String path, int status, String body) {
    server.createContext(path, exchange -> reply(exchange, status, body));
  }

  private void replace(String path, int status, String body) {
    server.removeContext(path);
    answer(path, status, body);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid/");
      exchange.sendResponseHeaders(status, body.length());
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
  }
}
