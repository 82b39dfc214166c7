package dev.slipway.operator.release;

import java.time.Duration;

/**
 * How pods are exchanged.
 *
 * @param maxSurge pods allowed above the wanted number
 * @param maxUnavailable pods allowed to be missing below the wanted number
 * @param delay pause after a new pod became ready before the next one is started (D6)
 */
public record Rolling(int maxSurge, int maxUnavailable, Duration delay) {
  public Rolling {
    if (maxSurge < 0 || maxUnavailable < 0 || maxSurge + maxUnavailable == 0) {
      throw new IllegalArgumentException(
          "maxSurge %d and maxUnavailable %d: at least one has to be above 0 or no pod could move"
              .formatted(maxSurge, maxUnavailable));
    }
  }

  /** Pods on the move at once; as many new ones are started at a time where no old one goes. */
  int atOnce() {
    return maxSurge + maxUnavailable;
  }
}
