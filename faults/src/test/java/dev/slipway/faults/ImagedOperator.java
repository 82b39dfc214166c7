package dev.slipway.faults;

import dev.slipway.faults.ground.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator in a process of its own, from its jar and with the options of its image. */
final class ImagedOperator implements AutoCloseable {
  /** Where the modules of this repository lie, seen from the tests of one of them. */
  private static final Path OPERATOR = Path.of("../operator");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String LEASES = "slipway-system";

  /**
   * How it is started.
   *
   * @param api the door to the API server
   * @param folder for its log
   * @param uid who it is in the election of a leader
   * @param port of its probes
   * @param classes the classes loaded beforehand: options that write or read them, or none
   */
  record Start(URI api, Path folder, String uid, int port, List<String> classes) {
    Start {
      classes = List.copyOf(classes);
    }
  }

  private final Start start;
  private final Process process;
  private final long begun = System.nanoTime();

  ImagedOperator(Start start) {
    this.start = start;
    this.process = launch(start);
  }

  static List<String> reading(Path classes) {
    return List.of("-XX:AOTCache=" + classes);
  }

  static List<String> writing(Path classes) {
    return List.of("-XX:AOTCacheOutput=" + classes);
  }

  private static Process launch(Start start) {
    try {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(start.classes());
      command.add("@" + OPERATOR.resolve("jvm.options"));
      command.addAll(List.of("-cp", classPath(), "dev.slipway.operator.Main"));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(start.folder().resolve(start.uid() + ".log").toFile());
      var environment = builder.environment();
      // As in a pod, where there is no kubeconfig to be read.
      environment.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
      environment.put("KUBERNETES_MASTER", start.api().toString());
      environment.put("RUNNER_IMAGE", "example.org/runner");
      environment.put("POD_UID", start.uid());
      environment.put("POD_NAME", start.uid());
      environment.put("POD_NAMESPACE", LEASES);
      environment.put("PORT", Integer.toString(start.port()));
      var process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jars only: the JVM keeps no classes of folders. */
  private static String classPath() throws IOException {
    var jars = new ArrayList<String>();
    try (var built = Files.list(OPERATOR.resolve("target"))) {
      built
          .map(Path::toString)
          .filter(file -> file.matches(".*/slipway-operator-[^/]*\\.jar"))
          .filter(file -> !file.endsWith("-tests.jar"))
          .forEach(jars::add);
    }
    try (var libraries = Files.list(OPERATOR.resolve("target/lib"))) {
      libraries.map(Path::toString).sorted().forEach(jars::add);
    }
    return String.join(":", jars);
  }

  /** Waits until it is ready; how long that took from the start of its process. */
  Duration untilReady() {
    var http = HttpClient.newHttpClient();
    var asked =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + start.port() + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try (http) {
      while (!ready(http, asked)) {
        if (elapsed().compareTo(PATIENCE) > 0 || !process.isAlive()) {
          throw new IllegalStateException("the operator does not get ready: " + start);
        }
        Wait.pass(Duration.ofMillis(5));
      }
    }
    return elapsed();
  }

  private static boolean ready(HttpClient http, HttpRequest asked) {
    try {
      return http.send(asked, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Resident memory in MiB, files that it has mapped included. */
  double resident() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, and its end. */
  void leave() {
    process.destroy();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** SIGKILL. */
  void die() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    die();
  }
}
