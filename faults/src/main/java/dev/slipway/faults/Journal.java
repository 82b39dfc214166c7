package dev.slipway.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Verdicts in a file, a line each, so that a campaign of hours can be cut off and go on later. */
final class Journal {
  private static final JsonMapper JSON = new JsonMapper();

  private record Line(String plan, boolean struck, long millis, List<String> violations) {}

  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  List<Verdict> verdicts() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      var verdicts = new ArrayList<Verdict>();
      for (var text : Files.readAllLines(file)) {
        var line = JSON.readValue(text, Line.class);
        verdicts.add(
            new Verdict(
                Plan.parse(line.plan()),
                line.struck(),
                Duration.ofMillis(line.millis()),
                line.violations()));
      }
      return List.copyOf(verdicts);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read; take it away to begin anew", e);
    }
  }

  Set<Plan> played() {
    return verdicts().stream().map(Verdict::plan).collect(Collectors.toSet());
  }

  synchronized void add(Verdict verdict) {
    try {
      var line =
          new Line(
              verdict.plan().toString(),
              verdict.struck(),
              verdict.took().toMillis(),
              verdict.violations());
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verdict cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
