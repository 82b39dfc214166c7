package dev.slipway.runner.toolbox;

import dev.slipway.runner.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Migration files that lie in a folder inside an application's jar. */
final class Archive {
  private Archive() {}

  /**
   * Copies the files out of the one jar in the directory.
   *
   * @param folder inside the jar, as {@code BOOT-INF/classes/db/migration}
   * @return where they are now
   */
  static Path unpack(Path directory, String folder) {
    String prefix = folder.replaceAll("^/+|/+$", "") + "/";
    try (JarFile jar = new JarFile(only(directory).toFile())) {
      Path target = Files.createTempDirectory("migrations");
      List<JarEntry> files =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
              .toList();
      if (files.isEmpty()) {
        throw Stop.badInput("the jar has no files in " + folder);
      }
      for (JarEntry entry : files) {
        copy(jar, entry, target, target.resolve(entry.getName().substring(prefix.length())));
      }
      return target;
    } catch (IOException e) {
      throw Stop.badInput("the jar of the application cannot be read");
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path root, Path file) throws IOException {
    Path inside = file.normalize();
    Path parent = inside.getParent();
    if (parent == null || !inside.startsWith(root)) {
      throw Stop.badInput("the jar holds a file that points out of its folder");
    }
    Files.createDirectories(parent);
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, inside);
    }
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      if (jars.size() != 1) {
        throw Stop.badInput(
            "there are " + jars.size() + " jars where the migrations should be; one is needed");
      }
      return jars.getFirst();
    }
  }
}
