package dev.slipway.images;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Builds the images that its arguments name. */
public final class Main {
  private Main() {}

  /** Exits with 0, 1 when an image cannot be built, 2 when the arguments make no sense. */
  public static void main(String[] arguments) {
    try {
      build(Arguments.parsed(arguments), System.out);
    } catch (Arguments.Unclear unclear) {
      System.err.println(unclear.getMessage() + "\n\n" + Arguments.USAGE);
      System.exit(2);
    } catch (BuildProblem problem) {
      System.err.println("images: " + problem.getMessage());
      System.exit(1);
    }
  }

  private static void build(Arguments arguments, PrintStream out) {
    var cache = new Cache(arguments.cache());
    var jdk = Path.of(System.getProperty("java.home"));
    var writer = new ImageWriter(cache);
    var catalogue = new Catalogue(arguments.repository(), jdk, cache);
    for (var image : catalogue.images(arguments.images())) {
      var start = System.nanoTime();
      var written = writer.write(image, arguments.destination());
      var took = Duration.ofNanos(System.nanoTime() - start);
      out.println(line(image, written, took));
    }
  }

  private static String line(Image image, ImageWriter.Written written, Duration took) {
    var effort = written.unchanged() ? "unchanged" : "%.1f s".formatted(took.toMillis() / 1000.0);
    var size = written.bytes() == 0 ? "" : "%.1f MB".formatted(written.bytes() / 1e6);
    return "%-14s %8s  %-9s  %s".formatted(image.reference(), size, effort, written.place());
  }
}
