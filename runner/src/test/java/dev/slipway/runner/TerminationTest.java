package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what a pod is sent, and what it leaves. */
class TerminationTest {
  @TempDir Path folder;

  @Test
  void aPodThatIsAskedToEndRollsBackAndLeavesItsVerdict() throws Exception {
    Scene scene =
        Scene.on(18).file("V1__slow.sql", "CREATE TABLE slow (i int); SELECT pg_sleep(60);");
    Path result = folder.resolve("result");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "migrate")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(scene.environment(scene.attempt(), 1));
    environment.put("SLIPWAY_RESULT_FILE", result.toString());
    Process pod = builder.start();
    while (scene.value(sleeping()).equals("0")) {
      assertThat(pod.isAlive()).as(Files.readString(folder.resolve("output"))).isTrue();
    }

    pod.destroy();

    assertThat(pod.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(pod.exitValue()).isEqualTo(Verdict.Unreachable.exitCode());
    assertThat(Files.readString(result)).contains("\"verdict\":\"Unreachable\"", "asked to end");
    assertThat(scene.value("SELECT to_regclass('shop.slow')")).isEqualTo("null");
    assertThat(Files.readString(folder.resolve("output")))
        .contains("\"formattedMessage\":\"V1__slow.sql begins\"")
        .doesNotContain(Scene.PASSWORD, "Exception", "jdbc:");
  }

  private static String sleeping() {
    return "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'"
        + " AND application_name LIKE 'slipway/%' AND datname = current_database()";
  }
}
