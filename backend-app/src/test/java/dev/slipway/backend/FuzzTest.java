package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis, from PyPI, against the running program and its own document. Where it cannot be
 * installed this fails and says so: nothing is skipped in silence.
 */
class FuzzTest {

  @Test
  void schemathesisFindsNothingThatTheDocumentDoesNotSay() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v8");
    var env = database.environment("v8");
    env.put("FAULTS_ENABLED", "true");
    env.put("ACCESS_LOG", "false");
    try (var backend = RunningBackend.start(env)) {
      var builder =
          new ProcessBuilder("src/test/fuzz", "http://localhost:" + backend.port())
              .redirectErrorStream(true);
      builder.environment().put("ADMIN_PASSWORD", "canary-of-the-admin");
      var fuzz = builder.start();
      var said = new String(fuzz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(fuzz.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(fuzz.exitValue()).as(said).isZero();
      // It tried, and did not find the document empty.
      assertThat(said).containsPattern("[1-9]\\d\\d generated");
      assertThat(backend.get("/metrics").body()).doesNotContain("status=\"500\"");
    }
  }
}
