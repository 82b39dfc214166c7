package dev.slipway.runner;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The container's entry point. */
public final class Main {
  /**
   * Cancelling, rolling back and writing the result take a moment; a pod has 30 seconds or more.
   */
  private static final Duration GRACE = Duration.ofSeconds(25);

  private Main() {}

  public static void main(String[] arguments) {
    Halt halt = new Halt();
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(Verdict.Unreachable.exitCode());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(halt, ended, code), "asked-to-end"));
    String verb = arguments.length == 1 ? arguments[0] : "";
    code.set(Runner.run(verb, System.getenv(), System.out, halt));
    ended.countDown();
    System.exit(code.get());
  }

  /** On SIGTERM the verb ends by itself; halting keeps its own exit code instead of 143. */
  private static void stop(Halt halt, CountDownLatch ended, AtomicInteger code) {
    if (ended.getCount() > 0) {
      halt.request();
      try {
        boolean inTime = ended.await(GRACE.toSeconds(), TimeUnit.SECONDS);
        Runtime.getRuntime().halt(inTime ? code.get() : Verdict.Unreachable.exitCode());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
