package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, as a pod runs it. */
public record Pod(Process process, Path output, Path result) {

  public static Pod start(Scene scene, String verb, long seq, Path folder) throws IOException {
    Path output = folder.resolve(verb + "-" + seq + ".out");
    Path result = folder.resolve(verb + "-" + seq + ".result");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                verb)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(scene.environment(scene.attempt(), seq));
    environment.put("SLIPWAY_RESULT_FILE", result.toString());
    return new Pod(builder.start(), output, result);
  }

  /** Waits until the query answers 1. */
  public Pod until(Scene scene, String query) throws IOException {
    while (!scene.value(query).equals("1")) {
      assertThat(process.isAlive()).as(output()::toString).isTrue();
    }
    return this;
  }

  /** SIGKILL: no hook runs, nothing is said. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** SIGTERM, as the kubelet sends it first. */
  public int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  public String printed() throws IOException {
    return Files.readString(output);
  }
}
