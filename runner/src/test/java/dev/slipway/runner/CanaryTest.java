package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Demand R15: whatever goes wrong, no secret is in the output, the result or the log. */
@Isolated("listens to the streams and the log of the process")
class CanaryTest {
  private static final String CANARY = "canary-4e6b1f";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ByteArrayOutputStream streams = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    PrintStream both = new PrintStream(streams, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
    System.setErr(err);
    root.detachAppender(log);
  }

  @Test
  void aWrongPassword() {
    Scene scene = scene().secret("migrator", "password", CANARY);

    nothingLeaks(scene, "migrate", 17);
    nothingLeaks(scene, "check", 17);
    nothingLeaks(scene, "inspect", 17);
  }

  @Test
  void anAddressThatHoldsAPassword() {
    Scene scene = scene();
    for (String url :
        new String[] {
          "postgresql://app:" + CANARY + "@127.0.0.1:1/db",
          "jdbc:postgresql://app:" + CANARY + "@[bad",
          "mysql://app:" + CANARY + "@host/db",
          "postgresql://app:" + CANARY + "@" + CANARY + ".invalid:5432/db?password=" + CANARY
        }) {
      scene.secret("migrator", "url", url);
      nothingLeaks(scene, "migrate", url.startsWith("postgresql") ? 17 : 18);
    }
  }

  @Test
  void failingStatementsThatHoldValues() {
    for (String sql :
        new String[] {
          "CREATE ROLE someone PASSWORD '" + CANARY + "' NOSUCHOPTION;",
          "SELECT '" + CANARY + "'::int;",
          "SELECT * FROM '" + CANARY + "';",
          "DO $$ BEGIN RAISE EXCEPTION 'token %', '" + CANARY + "'; END $$;",
          "DO $$ BEGIN RAISE WARNING 'token %', '" + CANARY + "'; PERFORM 1/0; END $$;",
          "CREATE TABLE u (v text UNIQUE); INSERT INTO u VALUES ('"
              + CANARY
              + "'), ('"
              + CANARY
              + "');"
        }) {
      nothingLeaks(scene().file("V1__a.sql", sql), "migrate", 11);
    }
  }

  @Test
  void anEnvironmentWithPlaceholders() {
    Scene scene =
        scene()
            .with("SLIPWAY_PRODUCTION", "true")
            .with("SECRET_KEY", "changeme" + CANARY)
            .with("JWT_SECRET", "changeme" + CANARY);

    nothingLeaks(scene, "check", 20);
  }

  private static Scene scene() {
    return Scene.on(18).file("V1__a.sql", "CREATE TABLE a (i int);");
  }

  private void nothingLeaks(Scene scene, String verb, int code) {
    Scene.Outcome outcome = scene.run(verb, 1);

    assertThat(outcome.code()).as(outcome.text()).isEqualTo(code);
    assertThat(outcome.text()).doesNotContain(CANARY, Scene.PASSWORD);
    assertThat(streams.toString(UTF_8)).doesNotContain(CANARY, Scene.PASSWORD, "\tat ");
    assertThat(log.list)
        .isNotNull()
        .allSatisfy(event ->
            assertThat(event.getFormattedMessage()).doesNotContain(CANARY, Scene.PASSWORD));
  }
}
