package dev.slipway.runner;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks a verb to end early: what runs on a server is cancelled, so that it rolls back. */
public final class Halt {
  /** Something that can be told to give up what it is doing. */
  @FunctionalInterface
  public interface Cancellable {
    void cancel();
  }

  /** A server forgets to cancel what had not reached it yet, and it may run for hours. */
  private static final Executor A_MOMENT_LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final Set<Cancellable> running = ConcurrentHashMap.newKeySet();
  private volatile boolean requested;

  public boolean requested() {
    return requested;
  }

  public void request() {
    requested = true;
    cancel();
    A_MOMENT_LATER.execute(this::cancel);
  }

  private void cancel() {
    running.forEach(Cancellable::cancel);
  }

  public void register(Cancellable work) {
    running.add(work);
  }

  public void forget(Cancellable work) {
    running.remove(work);
  }
}
