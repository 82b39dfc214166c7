package dev.slipway.images.training;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program on its ground and has the JVM write what it learnt (JEP 514). */
public final class Trainer {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration WRITTEN = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_MILLIS = 100;

  private Trainer() {}

  /** The training did not go as it must; the message holds what the program printed. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /**
   * Writes the cache of classes to {@code target}.
   *
   * @param java the very runtime that will read it
   * @param fixed arguments of java as in the image, main class included
   * @param folder empty, for files of the training
   */
  public static void train(Path java, List<String> fixed, Ground ground, Path folder, Path target)
      throws IOException, InterruptedException {
    try (var prepared = ground.prepare(folder)) {
      var training = prepared.training();
      var output = folder.resolve("output").toFile();
      var process = start(java, fixed, training, output, target);
      try {
        if (training.serves()) {
          ask(process, training.asked());
          process.destroy();
        }
        var ended = process.waitFor(WRITTEN.toSeconds(), TimeUnit.SECONDS);
        var well = ended && (training.serves() || process.exitValue() == 0);
        if (!well || !Files.exists(target)) {
          throw new Failed("ended without a cache of classes");
        }
      } catch (Failed problem) {
        throw new Failed(
            fixed.getLast()
                + ": "
                + problem.getMessage()
                + "\n"
                + Files.readString(output.toPath()));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static Process start(
      Path java, List<String> fixed, Training training, File output, Path target)
      throws IOException {
    var words = new ArrayList<String>();
    words.add(java.toString());
    words.add("-XX:AOTCacheOutput=" + target);
    words.addAll(fixed);
    words.addAll(training.arguments());
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output);
    builder.environment().clear();
    builder.environment().putAll(training.environment());
    return builder.start();
  }

  private static void ask(Process process, List<URI> addresses) throws InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      var end = System.nanoTime() + READY.toNanos();
      for (var address : addresses) {
        var answer = answer(client, address);
        while (answer != 200) {
          if (!process.isAlive() || System.nanoTime() > end) {
            throw new Failed("%s answered %d".formatted(address, answer));
          }
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
          answer = answer(client, address);
        }
      }
    }
  }

  private static int answer(HttpClient client, URI address) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }
}
