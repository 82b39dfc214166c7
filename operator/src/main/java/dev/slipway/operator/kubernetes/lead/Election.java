package dev.slipway.operator.kubernetes.lead;

import dev.slipway.operator.kubernetes.lead.Candidate.Standing;
import dev.slipway.operator.ops.ElectionTimes;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process may work. It may for as long as its last renewal is younger than the time to
 * renew, whatever became of the thread that renews: nobody has to tell it that the lease is lost.
 */
final class Election implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Election.class);

  /** Looks are a second apart and end after a few; who has not looked for this long is stuck. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Candidate candidate;
  private final ElectionTimes times;
  private final Ticking clock;
  private final Runnable won;
  private final Runnable lost;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("leader-election").unstarted(task));
  private volatile boolean leading;
  private volatile long mayUntil;
  private volatile long looked;
  private String trouble = "";

  Election(Candidate candidate, ElectionTimes times, Ticking clock, Runnable won, Runnable lost) {
    this.candidate = candidate;
    this.times = times;
    this.clock = clock;
    this.won = won;
    this.lost = lost;
    this.looked = clock.nanos();
  }

  @Override
  public void start() {
    var _ =
        looks.scheduleWithFixedDelay(
            this::look, 0, times.retry().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void awaitAnswer() throws InterruptedException {
    answered.await();
  }

  @Override
  public boolean leads() {
    return leading && clock.nanos() - mayUntil < 0;
  }

  @Override
  public boolean looks() {
    return clock.nanos() - looked < PATIENCE.toNanos();
  }

  @Override
  public void close() {
    looks.shutdownNow();
    var led = leading;
    leading = false;
    try {
      // A renewal that is under way would conflict with the release.
      looks.awaitTermination(times.request().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (led) {
      handBack();
    }
  }

  /** One look, on the thread of the election. */
  void look() {
    var begun = clock.nanos();
    var before = candidate.holder();
    try {
      var standing = candidate.attempt();
      answered.countDown();
      trouble("");
      stand(standing, begun);
    } catch (KubernetesClientException e) {
      if (e.getCode() > 0) {
        answered.countDown();
      }
      trouble(
          "the lease %s cannot be read or written: %s"
              .formatted(Candidate.LEASE, e.getCode() > 0 ? "code " + e.getCode() : "no answer"));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the election of a leader failed; it is tried again");
    }
    looked = clock.nanos();
    if (!candidate.holder().equals(before)) {
      LOG.atInfo().addKeyValue("leader", candidate.holder()).log("the lease has a new holder");
    }
    if (leading && !leads()) {
      lose();
    }
  }

  private void stand(Standing standing, long begun) {
    switch (standing) {
      case LEADS -> {
        mayUntil = begun + times.renew().toNanos();
        if (!leading) {
          leading = true;
          LOG.info("this process leads");
          won.run();
        }
      }
      case ANOTHER_LEADS -> {
        if (leading) {
          lose();
        }
      }
      case UNDECIDED -> {}
    }
  }

  private void lose() {
    leading = false;
    lost.run();
  }

  private void handBack() {
    try {
      candidate.release();
      LOG.info("the lease was handed back");
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("code", e.getCode()).log("the lease could not be handed back");
    }
  }

  /** Once for each kind of trouble, not once a second. */
  private void trouble(String words) {
    if (!words.isEmpty() && !words.equals(trouble) && !looks.isShutdown()) {
      LOG.warn(words);
    }
    trouble = words;
  }
}
