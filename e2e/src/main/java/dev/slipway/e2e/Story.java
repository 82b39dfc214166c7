package dev.slipway.e2e;

import java.io.PrintStream;
import java.time.Duration;

/** Tells what happens, for a person who watches. */
public final class Story {
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean colours;
  private final String about;
  private final long start = System.nanoTime();

  public Story(PrintStream out, boolean colours) {
    this(out, colours, "");
  }

  private Story(PrintStream out, boolean colours, String about) {
    this.out = out;
    this.colours = colours;
    this.about = about;
  }

  /** A story of its own beside others: each of its lines says whom it is about. */
  Story of(String whom) {
    return new Story(out, colours, whom + "  ");
  }

  void chapter(String title) {
    out.println();
    out.println(paint(BOLD, title));
  }

  void happens(String line) {
    out.println(paint(DIM, "%5d s  ".formatted(elapsed().toSeconds())) + about + line);
  }

  void kept(String promise) {
    out.println(paint(GREEN, "      ✔  ") + promise);
  }

  void broken(String promise) {
    out.println(paint(RED, "      ✘  ") + promise);
  }

  void plain(String text) {
    text.lines().forEach(line -> out.println("         " + line));
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String paint(String colour, String text) {
    return colours ? colour + text + PLAIN : text;
  }
}
