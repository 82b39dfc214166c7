package dev.slipway.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.faults.ground.Kubeconfig;
import dev.slipway.faults.ground.Programs;
import dev.slipway.faults.ground.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The operator's own {@code Main} in a process of its own. */
final class ChildOperator implements Operated {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Programs programs;
  private final Path kubeconfig;
  private final Path log;
  private final String namespace;
  private final Runnable ended;
  private final int port = freePort();
  private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
  private volatile boolean leaving;

  /**
   * Prepares it.
   *
   * @param folder for its kubeconfig and its log
   * @param ended called where it ends by itself
   */
  ChildOperator(
      Programs programs, URI api, String namespace, Path folder, String name, Runnable ended) {
    this.programs = programs;
    this.namespace = namespace;
    this.ended = ended;
    this.kubeconfig = Kubeconfig.write(folder, name, api);
    this.log = folder.resolve(name + ".log");
  }

  @Override
  public void start() {
    var builder = programs.java("dev.slipway.operator.Main", "192m", log);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("RUNNER_IMAGE", "example.org/runner");
    builder.environment().put("WATCH_NAMESPACES", namespace);
    builder.environment().put("PORT", Integer.toString(port));
    try {
      var started = builder.start();
      process.set(started);
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      var _ =
          started
              .onExit()
              .thenRun(() -> {
                if (!leaving) {
                  ended.run();
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String metrics() {
    return page("metrics");
  }

  private String page(String path) {
    try {
      var page =
          URI.create("http://127.0.0.1:%d/%s".formatted(port, path)).toURL().openConnection();
      page.setConnectTimeout(PATIENCE_MILLIS);
      page.setReadTimeout(PATIENCE_MILLIS);
      try (var text = page.getInputStream()) {
        return new String(text.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      // It is dead already, or has not begun to answer.
      return "";
    }
  }

  /** Has one start and end, so that the next ones start sooner. */
  static void rehearse(Programs programs, URI api, Path folder) {
    try (var operator =
        new ChildOperator(programs, api, "default", folder, "rehearsal", () -> {})) {
      operator.start();
      if (Wait.until(Duration.ofMinutes(3), () -> !operator.page("readyz").isEmpty())) {
        operator.leaving = true;
        var process = Objects.requireNonNull(operator.process.get());
        process.destroy();
        var _ = Wait.until(Duration.ofMinutes(1), () -> !process.isAlive());
      }
    }
  }

  /** SIGKILL. */
  @Override
  public void close() {
    leaving = true;
    var running = process.get();
    if (running != null) {
      running.destroyForcibly();
    }
  }
}
