package dev.slipway.backend.faults;

import dev.slipway.backend.faults.Faults.RouteFault;
import dev.slipway.backend.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The faults of now, and since when: a plan's clock begins when it is set. */
public final class FaultBoard {

  private static final Logger LOG = LoggerFactory.getLogger(FaultBoard.class);

  private final Time time;
  private final Runnable crash;
  private volatile Running running;

  /**
   * @param crash ends the process abruptly
   */
  public FaultBoard(Faults faults, Time time, Runnable crash) {
    this.time = time;
    this.crash = crash;
    this.running = new Running(faults, time.instant());
    scheduleCrash(running);
  }

  public Faults faults() {
    return running.faults;
  }

  /** Replaces the plan; all counts begin anew. */
  public void set(Faults faults) {
    LOG.warn("The plan of faults is now {}", faults);
    running = new Running(faults, time.instant());
    scheduleCrash(running);
  }

  public boolean readyDelayed() {
    Running now = running;
    return time.instant().isBefore(now.since.plus(now.faults.readyDelay()));
  }

  /** The fault of a request, if it is one's turn; counts the request. */
  Optional<Turn> turn(String path) {
    Running now = running;
    for (RouteFault fault : now.faults.routes()) {
      if (path.startsWith(fault.path())) {
        long number =
            now.counts.computeIfAbsent(fault.path(), _ -> new AtomicLong()).getAndIncrement();
        Duration since = Duration.between(now.since, time.instant());
        boolean began = number >= fault.afterRequests() && fault.holds(since);
        return began
            ? Optional.of(new Turn(fault, number, fault.errorRate(since)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Counts a request of any route; the process may end with it. */
  long arrived() {
    Running now = running;
    long number = now.requests.incrementAndGet();
    int last = now.faults.crashAfterRequests();
    if (last > 0 && number >= last) {
      LOG.error("Crashing on request (crashAfterRequests)");
      crash.run();
    }
    return number;
  }

  private void scheduleCrash(Running plan) {
    Duration after = plan.faults.crashAfter();
    if (after == null) {
      return;
    }
    if (after.isZero()) {
      crashNow();
      return;
    }
    Thread.ofVirtual()
        .name("crash-on-request")
        .start(() -> {
          time.pause(after);
          // Another plan may have taken its place.
          if (running == plan) {
            crashNow();
          }
        });
  }

  private void crashNow() {
    LOG.error("Crashing on request (FAULT_CRASH_AFTER)");
    crash.run();
  }

  /**
   * @param number how many requests of this route came before
   * @param errorRate share of errors at this moment
   */
  record Turn(RouteFault fault, long number, double errorRate) {}

  private static final class Running {
    private final Faults faults;
    private final Instant since;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    private Running(Faults faults, Instant since) {
      this.faults = faults;
      this.since = since;
    }
  }
}
