package dev.slipway.runner.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.Ground;
import dev.slipway.runner.Reader;
import dev.slipway.runner.ResultText;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** What every verb owes whoever runs it as a Job, with every tool on every server. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#all")
class VerbsTest {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final String WORDS = "_a_name_as_long_as_people_give_them_".repeat(3);

  private final Ground ground;
  @TempDir Path folder;

  VerbsTest(Ground ground) {
    this.ground = ground;
  }

  @Test
  void everyVerbEndsWithItsCodeAndAMessageThatFitsAndSaysTheVerdictFirst() throws Exception {
    Scene scene = Scene.on(ground);
    for (int version = 1; version <= 30; version++) {
      scene.file(
          "V" + version + "_" + WORDS + ".sql",
          "CREATE TABLE t%1$d%2$s (i int); CREATE TABLE u%1$d (i int);"
              .formatted(version, WORDS.substring(0, 40)));
      if (version > 1) {
        scene.file("U" + version + "_" + WORDS + ".sql", "DROP TABLE u%d;".formatted(version));
      }
    }
    Map<String, Verdict> before =
        Map.of(
            "status", Verdict.Done,
            "plan", Verdict.Done,
            "check", Verdict.Done,
            "verify", Verdict.VerificationFailed);
    for (var verb : before.entrySet()) {
      owes(scene, verb.getKey(), 0, verb.getValue());
    }
    assertThat(scene.value("SELECT to_regnamespace('slipway')"))
        .as("verbs that read")
        .isEqualTo("null");

    owes(scene, "migrate", 1, Verdict.Done);
    owes(scene, "verify", 0, Verdict.Done);
    owes(scene, "inspect", 2, Verdict.Done);
    owes(scene.with("SLIPWAY_REVERT_TO", "1"), "revert", 3, Verdict.Done);
    owes(scene.with("SLIPWAY_REVERT_TO", "0"), "revert", 4, Verdict.NotReversible);

    assertThat(
            scene.value("SELECT string_agg(seq || state, ',' ORDER BY seq) FROM slipway.attempt"))
        .as("verbs that write leave a row")
        .isEqualTo("1Done,2INSPECTED,3Done,4NotReversible");
  }

  /** Why these verbs leave no row: whoever may only read may ask, and nothing comes of it. */
  @Test
  void whoMayOnlyReadCanAskAndLeavesNothing() {
    Scene scene = Scene.on(ground).file("V1__a.sql", "CREATE TABLE a (i int);");
    assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    String reader = "reader_" + UUID.randomUUID().toString().substring(0, 8);
    scene.execute(
        "CREATE ROLE %1$s LOGIN PASSWORD '%2$s' IN ROLE scenes; GRANT USAGE ON SCHEMA shop TO %1$s;"
                .formatted(reader, Scene.PASSWORD)
            + " GRANT SELECT ON ALL TABLES IN SCHEMA shop TO "
            + reader);
    scene.secret("migrator", "username", reader);

    for (String verb : new String[] {"status", "plan", "verify"}) {
      Outcome outcome = scene.run(verb, 2);
      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
      assertThat(outcome.result().state()).isEqualTo("AtTarget");
    }
    assertThat(scene.value("SELECT count(*) FROM slipway.attempt")).isEqualTo("1");
  }

  private void owes(Scene scene, String verb, long seq, Verdict verdict) throws Exception {
    Path file = folder.resolve(verb + seq);
    Reader reader = Reader.ofFreePort();
    scene
        .with("SLIPWAY_RESULT_FILE", file.toString())
        .with("SLIPWAY_REPORT_PORT", Integer.toString(reader.port()));

    Outcome outcome;
    JsonNode told;
    try (Wire wire = Wire.held(scene.port())) {
      Future<Outcome> run =
          THREADS.submit(() -> scene.run(verb, UUID.randomUUID().toString(), seq, wire));
      told = reader.read();
      assertThat(told.path("state").asText()).as(verb).isEqualTo("Running");
      assertThat(told.path("message").asText()).as(verb).isNotEmpty();
      wire.open();
      while (!run.isDone()) {
        told = reader.ask().orElse(told);
      }
      outcome = run.get();
    }

    String message = Files.readString(file);
    if (!message.equals(outcome.text())) {
      assertThat(told.path("state").asText()).as("whoever was cut is read").isEqualTo("Ended");
      assertThat(told.path("result").path("verdict").asText()).isEqualTo(verdict.name());
    }
    assertThat(outcome.verdict()).as(verb + outcome.text()).isEqualTo(verdict);
    assertThat(outcome.code()).isEqualTo(verdict.exitCode());
    assertThat(message.getBytes(UTF_8).length).as(message).isLessThanOrEqualTo(1024);
    assertThat(message).startsWith("{\"verdict\":\"" + verdict + "\",\"message\":");
    assertThat(ResultText.parse(message).verdict()).isEqualTo(verdict);
  }
}
