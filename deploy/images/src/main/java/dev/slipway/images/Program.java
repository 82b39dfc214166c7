package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program of this repository as it lies in an image.
 *
 * @param folder the Maven module
 * @param mainClass where it starts
 * @param heap the largest heap, as -Xmx takes it
 */
record Program(Path folder, String mainClass, String heap) {

  static final List<String> ENTRYPOINT = List.of("/opt/java/bin/java", "@/app/java.args");

  /** What others wrote: changes when a version in the pom does. */
  Layer libraries() {
    return Layer.of(name() + " libraries", Layer.folder(lib(), "/app/lib"));
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
   * The fixed arguments of java, in a file so that a pod's own {@code args} follow them. One
   * processor-frugal JVM: these programs wait more than they compute.
   */
  List<String> javaArguments() {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx" + heap,
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=/tmp",
        // No counters in /tmp/hsperfdata: the root file system is read-only.
        "-XX:-UsePerfData",
        "-cp",
        classPath(),
        mainClass);
  }

  private Path arguments(Cache cache) {
    var text = String.join("\n", javaArguments()) + "\n";
    return cache.folder("arguments", text, folder -> write(folder, text)).resolve("java.args");
  }

  private static void write(Path folder, String text) {
    try {
      Files.writeString(folder.resolve("java.args"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String classPath() {
    var path = new ArrayList<String>();
    path.add("/app/" + name() + ".jar");
    libraries().files().forEach(file -> path.add(file.place()));
    return String.join(":", path);
  }

  private String name() {
    return java.util.Objects.requireNonNull(folder.getFileName()).toString();
  }

  private Path lib() {
    return folder.resolve("target/lib");
  }

  boolean built() {
    return Files.isDirectory(lib()) && jars().size() == 1;
  }

  private Path jar() {
    var jars = jars();
    if (!built()) {
      throw new BuildProblem(
          "The module "
              + name()
              + " is not built: expected one jar in target and its libraries in target/lib, found "
              + jars
              + ". Run `./mvnw -q package -pl "
              + name()
              + " -am`.");
    }
    return jars.getFirst();
  }

  private List<Path> jars() {
    var target = folder.resolve("target");
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
