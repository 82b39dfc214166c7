package dev.slipway.backend.auth;

import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.http.Problem;
import java.time.Duration;

/**
 * How often one address may try to log in (R10), by all replicas together where there is a Redis.
 * Every try counts, also a good one: what is kept away is guessing and hashing.
 */
public final class LoginLimit {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int tries;
  private final Cache counts;

  /**
   * @param tries a minute; 0 is no limit
   */
  public LoginLimit(int tries, Cache counts) {
    this.tries = tries;
    this.counts = counts;
  }

  /**
   * @throws Problem 429 when the address has tried too often
   */
  void tried(String address) {
    if (tries > 0 && counts.count("login:" + address, WINDOW) > tries) {
      throw Problem.tooMany(
          "more than " + tries + " logins a minute from this address; wait a minute", WINDOW);
    }
  }
}
