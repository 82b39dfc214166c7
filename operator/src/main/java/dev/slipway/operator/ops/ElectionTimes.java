package dev.slipway.operator.ops;

import java.time.Duration;
import java.util.List;

/**
 * How long the lease of the working operator lasts.
 *
 * @param lease after this time without a renewal another one may take the lease
 * @param renew after this time without a renewal its holder stops; shorter than the lease, so that
 *     two never work at once
 * @param retry pause between two looks at the lease
 */
public record ElectionTimes(Duration lease, Duration renew, Duration retry) {
  /** Quick enough for a release in flight, slow enough for an API server that hesitates. */
  public static final ElectionTimes DEFAULT =
      new ElectionTimes(Duration.ofSeconds(9), Duration.ofSeconds(6), Duration.ofSeconds(1));

  /** Looks of which a living holder renews at least one. */
  private static final int LOOKS = 3;

  public ElectionTimes {
    var growing = List.of(Duration.ZERO, retry, renew, lease);
    if (!growing.equals(growing.stream().distinct().sorted().toList())
        || retry.multipliedBy(LOOKS).compareTo(renew) > 0) {
      throw new IllegalArgumentException(
          "LEASE_DURATION %ds, LEASE_RENEW %ds and LEASE_RETRY %ds do not fit: the lease must be longer than the time to renew it, and that at least three times the pause between two tries"
              .formatted(lease.toSeconds(), renew.toSeconds(), retry.toSeconds()));
    }
  }

  /** How long the lease must stand still before clocks of other machines are believed. */
  public Duration watching() {
    return retry.multipliedBy(LOOKS);
  }

  /** How long one request may take. */
  public Duration request() {
    return renew.dividedBy(LOOKS);
  }
}
