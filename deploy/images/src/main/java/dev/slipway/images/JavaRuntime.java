package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a JDK that the programs need, cut out by jlink. */
final class JavaRuntime {

  /**
   * Found by jdeps over all three programs and by running them. Absent on purpose: java.desktop,
   * which Jackson and HikariCP mention but do not need.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final List<String> OPTIONS =
      List.of(
          "--vm=server",
          "--no-header-files",
          "--no-man-pages",
          "--strip-java-debug-attributes",
          "--generate-cds-archive");

  private final Path jdk;

  JavaRuntime(Path jdk) {
    this.jdk = jdk;
  }

  Layer layer(Cache cache) {
    var folder = folder(cache);
    return Layer.of("java runtime", Layer.folder(folder, "/opt/java", JavaRuntime::needed));
  }

  Path folder(Cache cache) {
    return cache.folder("java", release() + MODULES + OPTIONS, this::link);
  }

  private void link(Path folder) {
    var words = new ArrayList<String>();
    words.add(jdk.resolve("bin/jlink").toString());
    words.add("--add-modules=" + String.join(",", MODULES));
    words.addAll(OPTIONS);
    words.add("--output=" + folder.resolve("linked"));
    new Command(folder, words).run();
    try {
      // jlink insists on making its folder itself.
      try (var made = Files.list(folder.resolve("linked"))) {
        for (var path : made.toList()) {
          Files.move(path, folder.resolve(path.getFileName()));
        }
      }
      Files.delete(folder.resolve("linked"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The second archive of classes serves heaps above 32 GB only. */
  private static boolean needed(Path file) {
    var path = file.toString();
    return !path.contains("/legal/") && !path.endsWith("/classes_nocoops.jsa");
  }

  private String release() {
    try {
      return Files.readString(jdk.resolve("release"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
