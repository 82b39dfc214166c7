package dev.slipway.faults.ground;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Programs of ours in processes of their own, on the class path of this one. The first one of a
 * kind that ends by itself leaves an archive of its classes, with which the next ones start in half
 * the time.
 */
public final class Programs {
  private final Path folder;
  private final String classPath;

  /**
   * Finds out their class path.
   *
   * @param folder for archives
   */
  public Programs(Path folder) {
    this.folder = folder;
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Files.isDirectory(Path.of(entry)) ? packed(entry, entries.size()) : entry);
    }
    classPath = String.join(File.pathSeparator, entries);
  }

  /** Classes of an archive come from jars only. */
  private String packed(String classes, int place) {
    var jar = folder.resolve("classes-" + place + ".jar").toString();
    var tool = ToolProvider.findFirst("jar").orElseThrow();
    if (tool.run(System.out, System.err, "--create", "--file", jar, "-C", classes, ".") != 0) {
      throw new IllegalStateException(classes + " cannot be packed into " + jar);
    }
    return jar;
  }

  /**
   * A program that is yet to be started.
   *
   * @param main its class
   * @param heap at most, as {@code -Xmx} has it
   * @param log where its logger writes; what it prints goes to a file beside it
   */
  public ProcessBuilder java(String main, String heap, Path log, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(main + ".jsa"),
                "-Xlog:disable",
                "-Dfaults.log=" + log,
                "-cp",
                classPath,
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.resolveSibling(log.getFileName() + ".out").toFile());
  }
}
