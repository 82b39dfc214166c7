package dev.slipway.faults;

import dev.slipway.faults.proxy.Call;
import dev.slipway.faults.proxy.Interference;
import dev.slipway.faults.proxy.Treatment;
import dev.slipway.faults.proxy.WriteLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for the write of a plan and strikes once; keeps the trace of all writes meanwhile. */
final class Strike implements Interference {
  /**
   * One write.
   *
   * @param label with its number, as in plans
   * @param code what the server said; 0 where it never got there
   */
  record Written(String label, String object, long nanos, int code) {}

  private static final Duration LATE = Duration.ofSeconds(6);
  private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(12);

  private final Optional<Plan> plan;
  private final String canary;
  private final Consumer<Fault> aftermath;
  private final Map<String, Integer> seen = new HashMap<>();
  private final IdentityHashMap<Call, Integer> places = new IdentityHashMap<>();
  private final List<Written> trace = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private boolean armed;
  private String before = "";
  private int target = -1;
  private long struckAt;
  private boolean struck;
  private boolean eventDue;
  private boolean stale;
  private long lastWrite = System.nanoTime();

  /**
   * A strike to come.
   *
   * @param canary must not appear in any write
   * @param aftermath called after the write, for what is not a matter of the write itself
   */
  Strike(Optional<Plan> plan, String canary, Consumer<Fault> aftermath) {
    this.plan = plan;
    this.canary = canary;
    this.aftermath = aftermath;
  }

  /**
   * From now on writes count.
   *
   * @param resourceVersion of this moment; stale lists are as of it
   */
  synchronized void arm(String resourceVersion) {
    armed = true;
    before = resourceVersion;
  }

  @Override
  public synchronized Treatment on(Call call) {
    if (call.body().toString().contains(canary)) {
      leaks.add(call.method() + " " + call.object());
    }
    if (call.lists() && stale && fresh(LATE)) {
      return new Treatment.Stale(before);
    }
    if (!call.writes()) {
      return new Treatment.Pass();
    }
    lastWrite = System.nanoTime();
    if (!armed) {
      return new Treatment.Pass();
    }
    var label = WriteLabel.of(call);
    var numbered = label + " #" + seen.merge(label, 1, Integer::sum);
    places.put(call, trace.size());
    trace.add(new Written(numbered, call.object(), lastWrite, 0));
    if (!struck && plan.filter(p -> p.write().equals(numbered)).isPresent()) {
      struck = true;
      struckAt = System.nanoTime();
      target = places.get(call);
      return strike(plan.get().fault());
    }
    return new Treatment.Pass();
  }

  private Treatment strike(Fault fault) {
    return switch (fault) {
      case KILL_BEFORE, SIGKILL_BEFORE -> new Treatment.KillFirst();
      case KILL_AFTER, SIGKILL_AFTER -> new Treatment.KillAfter();
      case LIST_STALE -> {
        stale = true;
        yield new Treatment.KillAfter();
      }
      case DROP_REPLY -> new Treatment.DropReply();
      case CONFLICT -> new Treatment.Refuse(409, "Conflict", 0);
      case TOO_MANY_REQUESTS -> new Treatment.Refuse(429, "TooManyRequests", 1);
      case ERROR_500 -> new Treatment.Refuse(500, "InternalError", 0);
      case UNAVAILABLE_503 -> new Treatment.Refuse(503, "ServiceUnavailable", 0);
      case HANG -> new Treatment.Hang(BEYOND_PATIENCE);
      case EVENT_SWALLOWED, EVENT_DOUBLED -> {
        eventDue = true;
        yield new Treatment.Pass();
      }
      case WATCH_CLOSED, WATCH_DELAYED, WATCH_GONE, TWO_OPERATORS -> new Treatment.Pass();
    };
  }

  @Override
  public void done(Call call, int code) {
    var due = false;
    synchronized (this) {
      var place = places.remove(call);
      if (place != null) {
        var written = trace.get(place);
        trace.set(place, new Written(written.label(), written.object(), written.nanos(), code));
        due = place == target;
      }
    }
    if (due) {
      plan.ifPresent(p -> aftermath.accept(p.fault()));
    }
  }

  @Override
  public synchronized int times(Call watch) {
    if (!eventDue) {
      return 1;
    }
    eventDue = false;
    return plan.filter(p -> p.fault() == Fault.EVENT_DOUBLED).isPresent() ? 2 : 0;
  }

  @Override
  public synchronized Duration late(Call watch) {
    var fault = plan.map(Plan::fault).orElse(Fault.CONFLICT);
    if (!struck || (fault != Fault.WATCH_DELAYED && fault != Fault.LIST_STALE)) {
      return Duration.ZERO;
    }
    var left = LATE.toNanos() - (System.nanoTime() - struckAt);
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  private boolean fresh(Duration age) {
    return System.nanoTime() - struckAt < age.toNanos();
  }

  synchronized boolean struck() {
    return struck;
  }

  synchronized List<Written> trace() {
    return List.copyOf(trace);
  }

  /** Writes that held the canary. */
  synchronized List<String> leaks() {
    return List.copyOf(leaks);
  }

  synchronized boolean quietFor(Duration time) {
    return System.nanoTime() - lastWrite > time.toNanos();
  }
}
