package dev.slipway.backend.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A place for values and counters. */
interface Store extends AutoCloseable {

  /**
   * The value of a key that was put and has not ended.
   *
   * @throws StoreUnavailable when nobody can say
   */
  @Nullable String get(String key);

  /**
   * @throws StoreUnavailable when it cannot be kept
   */
  void put(String key, String value, Duration life);

  /**
   * Forgets every key that a pattern of {@code *} matches, and says how many there were.
   *
   * @throws StoreUnavailable when nobody knows whether they are gone
   */
  long forget(String pattern);

  /**
   * Counts one more and returns the sum since the first within {@code window}.
   *
   * @throws StoreUnavailable when it was not counted
   */
  long count(String key, Duration window);

  /**
   * How many keys there are.
   *
   * @throws StoreUnavailable when nobody can say
   */
  long size();

  /** One word for people. */
  String name();

  @Override
  void close();
}
