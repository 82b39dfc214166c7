package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A Java program of this repository as it lies in an image.
 *
 * @param folder the Maven module
 * @param mainClass where it starts
 * @param options of its JVM
 * @param jars what it needs beside its own jar
 * @param trained whether its image carries its classes loaded beforehand
 */
record Program(
    Path folder, String mainClass, List<String> options, List<Layer.Placed> jars, boolean trained) {

  Program(Path folder, String mainClass, String heap) {
    this(folder, mainClass, frugal(heap), libraries(folder), true);
  }

  /** A program that brings a file {@code jvm.options}, so that it is run alike everywhere. */
  static Program withItsOptions(Path folder, String mainClass) {
    return new Program(
        folder, mainClass, options(folder.resolve("jvm.options")), libraries(folder), true);
  }

  static Program withoutLibraries(Path folder, String mainClass, String heap) {
    return new Program(folder, mainClass, frugal(heap), List.of(), false);
  }

  static final List<String> ENTRYPOINT = List.of("/opt/java/bin/java", "@/app/java.args");

  /** What others wrote: changes when a version in the pom does. */
  Layer libraries() {
    return Layer.of(name() + " libraries", jars);
  }

  /** What this repository wrote: changes with every build. */
  Layer application(Cache cache) {
    return Layer.of(
        name(),
        List.of(
            new Layer.Placed(jar(), "/app/" + name() + ".jar"),
            new Layer.Placed(arguments(cache), "/app/java.args")));
  }

  /**
   * The fixed arguments of java, in a file so that a pod's own {@code args} follow them.
   *
   * @param root the folder under which the image's files lie; empty in the image itself
   */
  List<String> javaArguments(String root) {
    var words = new ArrayList<>(options);
    words.addAll(List.of("-Djava.io.tmpdir=/tmp", "-cp", classPath(root), mainClass));
    return List.copyOf(words);
  }

  /** One processor-frugal JVM: these programs wait more than they compute. */
  private static List<String> frugal(String heap) {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx" + heap,
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        // No counters in /tmp/hsperfdata: the root file system is read-only.
        "-XX:-UsePerfData");
  }

  private static List<String> options(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the image holds the classes that were loaded beforehand. */
  String cachePlace() {
    return "/app/" + name() + ".aot";
  }

  private Path arguments(Cache cache) {
    var words = new ArrayList<String>();
    if (trained) {
      words.add("-XX:AOTCache=" + cachePlace());
    }
    words.addAll(javaArguments(""));
    var text = String.join("\n", words) + "\n";
    return cache.folder("arguments", text, folder -> write(folder, text)).resolve("java.args");
  }

  private static void write(Path folder, String text) {
    try {
      Files.writeString(folder.resolve("java.args"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String classPath(String root) {
    var path = new ArrayList<String>();
    path.add(root + "/app/" + name() + ".jar");
    jars.forEach(jar -> path.add(root + jar.place()));
    return String.join(":", path);
  }

  String name() {
    return Objects.requireNonNull(folder.getFileName()).toString();
  }

  private static List<Layer.Placed> libraries(Path folder) {
    var lib = folder.resolve("target/lib");
    if (!Files.isDirectory(lib)) {
      throw notBuilt(folder, "its libraries in " + lib);
    }
    return Layer.folder(lib, "/app/lib").stream()
        .sorted(Comparator.comparing(Layer.Placed::place))
        .toList();
  }

  Path jar() {
    var target = folder.resolve("target");
    if (Files.isDirectory(target)) {
      try (var files = Files.list(target)) {
        var found =
            files
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                .toList();
        if (found.size() == 1) {
          return found.getFirst();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw notBuilt(folder, "exactly one jar in " + target);
  }

  private static BuildProblem notBuilt(Path folder, String expected) {
    return new BuildProblem(
        "The module %s is not built: expected %s. Run `make build`."
            .formatted(folder.getFileName(), expected));
  }
}
