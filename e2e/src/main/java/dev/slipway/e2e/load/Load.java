package dev.slipway.e2e.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Sends a steady number of GET requests to one address and reports every bad answer at once and the
 * totals each half second, as lines on standard output. Ends by itself.
 *
 * <p>Arguments: address, requests per second for each of the two ways of connecting, seconds.
 */
public final class Load {
  private Load() {}

  public static void main(String[] arguments) throws InterruptedException {
    var address = URI.create(arguments[0]);
    var perSecond = Math.clamp(Integer.parseInt(arguments[1]), 1, 200);
    var seconds = Math.clamp(Long.parseLong(arguments[2]), 1, 3600);
    var tally = new Tally(System.out);
    var between = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
    try (var timer = Executors.newScheduledThreadPool(2);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var kept = new KeptConnections(address, tally);
      var fresh = new NewConnections(address, tally);
      var beats =
          List.of(
              timer.scheduleAtFixedRate(() -> senders.execute(kept), 0, between, NANOSECONDS),
              timer.scheduleAtFixedRate(
                  () -> senders.execute(fresh), between / 2, between, NANOSECONDS),
              timer.scheduleAtFixedRate(tally::print, 500, 500, TimeUnit.MILLISECONDS));
      TimeUnit.SECONDS.sleep(seconds);
      beats.forEach(beat -> beat.cancel(false));
    }
    tally.print();
  }
}
