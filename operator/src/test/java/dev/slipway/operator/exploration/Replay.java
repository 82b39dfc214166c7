package dev.slipway.operator.exploration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path in a small text file: what was wrong, the world, then one line for each event.
 *
 * @param breaks a protocol on which the path must break a promise still
 */
record Replay(String wrong, Scene scene, Optional<CrippledProtocol> breaks, List<Event> path) {
  private static final String BREAKS = "breaks ";

  /** Leaves a path where the build leaves its things; {@code ReplayTest} runs it from resources. */
  static Path write(Scene scene, Explorer.Violation violation) {
    var lines = new ArrayList<String>();
    lines.add("# " + violation.promise().lines().findFirst().orElse(""));
    lines.add(
        "world %s %d %s"
            .formatted(
                scene.upgrade() ? "upgrade" : "install",
                scene.bounds().replicas(),
                scene.bounds().times().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining(","))));
    violation.path().forEach(event -> lines.add(event.line()));
    var name = scene.name().replaceAll("[^A-Za-z]+", "-") + ".replay";
    var file = Path.of("target", "exploration", name).toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Replay read(Path file) {
    try {
      var lines = Files.readAllLines(file);
      var world = lines.get(1).split(" ", -1);
      var times = new EnumMap<Fault, Integer>(Fault.class);
      for (var each : world[3].split(",", -1)) {
        var pair = each.split("=", -1);
        times.put(Fault.valueOf(pair[0]), Integer.valueOf(pair[1]));
      }
      var breaks = lines.stream().filter(line -> line.startsWith(BREAKS)).findFirst();
      return new Replay(
          lines.get(0).substring(2),
          new Scene(
              file.getFileName().toString(),
              world[1].equals("upgrade"),
              new Bounds(Integer.parseInt(world[2]), times)),
          breaks.map(line -> CrippledProtocol.valueOf(line.substring(BREAKS.length()))),
          lines.stream()
              .skip(breaks.isPresent() ? 3 : 2)
              .filter(line -> !line.isBlank())
              .map(Event::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return scene.name();
  }
}
