package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine, run to its end. */
record Command(Path folder, List<String> words) {

  Command(Path folder, String... words) {
    this(folder, List.of(words));
  }

  /** What it printed; a failure carries the same. */
  String run() {
    try {
      var process =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BuildProblem("`" + String.join(" ", words) + "` failed:\n" + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new BuildProblem("`" + words.getFirst() + "` cannot be run on this machine.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
