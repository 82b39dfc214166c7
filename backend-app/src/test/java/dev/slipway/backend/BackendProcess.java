package dev.slipway.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A backend as a process of its own, as in its image: small heap, all settings by environment. */
final class BackendProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private BackendProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  static BackendProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slipway.backend.Main");
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new BackendProcess(builder.redirectErrorStream(true).start());
  }

  /** Waits until it listens. */
  int port() {
    return port.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** What Kubernetes does after the preStop hook. */
  void terminate() {
    // Process.destroy() would close our end of its output, too.
    process.toHandle().destroy();
  }

  int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost)) {
      throw new AssertionError("still running after " + atMost + ": " + lines);
    }
    return process.exitValue();
  }

  /** What it wrote so far. */
  List<String> lines() {
    return lines;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        var listens = LISTENS.matcher(line);
        if (listens.find()) {
          port.complete(Integer.valueOf(listens.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port.completeExceptionally(new AssertionError("ended before it listened: " + lines));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
