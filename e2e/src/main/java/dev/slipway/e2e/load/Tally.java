package dev.slipway.e2e.load;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts answers. Lines: {@code BAD <epoch ms> <version> <what>} and {@code TOTAL <ms> <good> <bad>
 * v=n ...}.
 */
final class Tally {
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Long> goodByVersion = new TreeMap<>();
  private long good;
  private long bad;

  Tally(PrintStream out) {
    this.out = out;
  }

  synchronized void answered(int status, String version, String how) {
    if (status >= 200 && status < 500) {
      good++;
      goodByVersion.merge(version, 1L, Long::sum);
    } else {
      bad(version, how + " answered " + status);
    }
  }

  synchronized void unanswered(String how, Exception why) {
    bad("-", how + " got no answer: " + why.getClass().getSimpleName());
  }

  private void bad(String version, String what) {
    bad++;
    out.println("BAD " + clock.millis() + " " + version + " " + what);
  }

  synchronized void print() {
    var line = new StringBuilder("TOTAL " + clock.millis() + " " + good + " " + bad);
    goodByVersion.forEach(
        (version, count) -> line.append(' ').append(version).append('=').append(count));
    out.println(line);
    out.flush();
  }
}
