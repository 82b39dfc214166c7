package dev.slipway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The operator's own {@code Main} in a process of its own. */
final class ChildOperator implements Operated {
  private final Path kubeconfig;
  private final Path log;
  private final String namespace;
  private final Runnable ended;
  private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
  private volatile boolean leaving;

  /**
   * Prepares it.
   *
   * @param folder for its kubeconfig and its log
   * @param ended called where it ends by itself
   */
  ChildOperator(URI api, String namespace, Path folder, String name, Runnable ended) {
    this.namespace = namespace;
    this.ended = ended;
    this.kubeconfig = folder.resolve(name + ".kubeconfig");
    this.log = folder.resolve(name + ".log");
    try {
      Files.writeString(
          kubeconfig,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: c, cluster: {server: "%s"}}]
          users: [{name: u, user: {}}]
          contexts: [{name: x, context: {cluster: c, user: u}}]
          current-context: x
          """
              .formatted(api));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start() {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-Dfaults.log=" + log,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slipway.operator.Main");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.resolveSibling(log.getFileName() + ".out").toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("RUNNER_IMAGE", "example.org/runner");
    builder.environment().put("WATCH_NAMESPACES", namespace);
    builder.environment().put("PORT", "0");
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

  /** Its port is its own secret. */
  @Override
  public String metrics() {
    return "";
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
