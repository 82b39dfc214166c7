package dev.slipway.runner;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a verb to end early: what runs on a server is cancelled, so that it rolls back. */
public final class Halt {
  /** Something that can be told to give up what it is doing. */
  @FunctionalInterface
  public interface Cancellable {
    void cancel();
  }

  private final Set<Cancellable> running = ConcurrentHashMap.newKeySet();
  private volatile boolean requested;

  public boolean requested() {
    return requested;
  }

  public void request() {
    requested = true;
    running.forEach(Cancellable::cancel);
  }

  public void register(Cancellable work) {
    running.add(work);
  }

  public void forget(Cancellable work) {
    running.remove(work);
  }
}
