package dev.slipway.operator.kubernetes.lead;

import dev.slipway.operator.ops.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.function.Function;

/** Whether this process may work. */
public interface Leadership extends AutoCloseable {
  /** Whether it may act at this moment. */
  boolean leads();

  /** Whether it still takes part; a process that does not would never lead again. */
  boolean looks();

  /** Begins to take part. */
  void start();

  /** Waits until the API server has answered once, for ever if it must. */
  void awaitAnswer() throws InterruptedException;

  /** Stops to lead, and hands the lease back. Call when nothing acts any more. */
  @Override
  void close();

  /**
   * An election, or, outside of a cluster, the only one there is.
   *
   * @param clients makes a client whose requests end after the given time
   * @param won called when the lease is taken
   * @param lost called when it is lost; what is under way then must end at once
   */
  static Leadership of(
      Settings settings,
      Function<Duration, KubernetesClient> clients,
      Ticking clock,
      Runnable won,
      Runnable lost) {
    if (!settings.elects()) {
      return new Alone();
    }
    var times = settings.election();
    var candidate =
        new Candidate(
            clients.apply(times.request()),
            settings.podNamespace(),
            settings.podUid(),
            times,
            clock);
    return new Election(candidate, times, clock, won, lost);
  }
}
