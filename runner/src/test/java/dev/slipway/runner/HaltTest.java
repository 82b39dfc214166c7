package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HaltTest {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void whatBeganWhileItWasCancelledIsCancelledAgain() throws InterruptedException {
    var halt = new Halt();
    var cancelled = new Semaphore(0);
    halt.register(cancelled::release);

    halt.request();

    assertThat(halt.requested()).isTrue();
    assertThat(cancelled.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsOverIsLeftAlone() {
    var halt = new Halt();
    var cancelled = new Semaphore(0);
    Halt.Cancellable work = cancelled::release;
    halt.register(work);
    halt.forget(work);

    halt.request();

    assertThat(cancelled.availablePermits()).isZero();
  }
}
