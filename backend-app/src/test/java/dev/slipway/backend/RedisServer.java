package dev.slipway.backend;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real Redis in a process of its own, on a port of its own; it can die and come back. */
final class RedisServer implements AutoCloseable {

  private static final String PASSWORD = "canary-of-redis";

  private final Path program;
  private final int port;
  private final Path folder;
  private Process process;

  private RedisServer(Path program, int port, Path folder) {
    this.program = program;
    this.port = port;
    this.folder = folder;
  }

  /** Fails, and says what to do, where there is no redis-server: nothing is skipped in silence. */
  static RedisServer start() throws IOException {
    Path program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() ->
                new AssertionError(
                    "There is no redis-server on the PATH: R9 cannot be proved."
                        + " Run e2e/servers once."));
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var server = new RedisServer(program, port, Files.createTempDirectory("redis"));
    server.up();
    return server;
  }

  String url() {
    return "redis://:" + PASSWORD + "@localhost:" + port + "/0";
  }

  void up() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--requirepass",
                    PASSWORD,
                    // What was kept is there again after a restart, as in most installations.
                    "--appendonly",
                    "yes",
                    "--dir",
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofSeconds(20)).until(this::answers);
  }

  void down() {
    process.destroyForcibly().onExit().join();
  }

  private boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    down();
  }
}
