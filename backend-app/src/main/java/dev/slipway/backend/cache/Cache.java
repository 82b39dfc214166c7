package dev.slipway.backend.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Cache-aside (R9): asks the store, else the source, and keeps what the source said. A store that
 * is away costs a request its time-out at most once a second, and never its answer.
 */
public final class Cache implements AutoCloseable {

  private final CacheSettings settings;
  private final @Nullable Store store;
  private final Store local;
  private final Counter hits;
  private final Counter misses;
  private final Counter bypasses;

  public Cache(CacheSettings settings, InstantSource clock, MeterRegistry meters) {
    this.settings = settings;
    this.local = new LocalStore(clock);
    URI redis = settings.redis();
    this.store = !settings.enabled() ? null : redis == null ? local : new RedisStore(redis, clock);
    this.hits = counter(meters, "hit");
    this.misses = counter(meters, "miss");
    this.bypasses = counter(meters, "bypass");
    Gauge.builder("cache.hit.ratio", this, Cache::hitRatio)
        .description("Hits by hits and misses since the start; NaN before the first")
        .register(meters);
  }

  /** Where a value comes from when it is not cached. */
  @FunctionalInterface
  public interface Source {
    String value() throws SQLException;
  }

  /** The value of a key, not older than {@code life}. What the source throws is not cached. */
  public String get(String key, Duration life, Source source) throws SQLException {
    if (store == null) {
      return source.value();
    }
    try {
      String value = store.get(key);
      if (value != null) {
        hits.increment();
        return value;
      }
    } catch (StoreUnavailable e) {
      bypasses.increment();
      return source.value();
    }
    misses.increment();
    String value = source.value();
    try {
      store.put(key, value, life);
    } catch (StoreUnavailable e) {
      // The next request asks the source again.
    }
    return value;
  }

  public String get(String key, Source source) throws SQLException {
    return get(key, settings.life(), source);
  }

  /** Forgets keys; a store that is away forgets them before its first answer afterwards. */
  public long forget(String pattern) {
    try {
      return store == null ? 0 : store.forget(pattern);
    } catch (StoreUnavailable e) {
      return 0;
    }
  }

  /** One more, among all replicas when there is a Redis, else in this process. */
  public long count(String key, Duration window) {
    Store counts = settings.redis() == null || store == null ? local : store;
    try {
      return counts.count(key, window);
    } catch (StoreUnavailable e) {
      return local.count(key, window);
    }
  }

  public CacheStatus status() {
    Store asked = store;
    boolean available = false;
    long keys = -1;
    try {
      if (asked != null) {
        keys = asked.size();
        available = true;
      }
    } catch (StoreUnavailable e) {
      // That is what the status tells.
    }
    double ratio = hitRatio();
    return new CacheStatus(
        asked == null ? "off" : asked.name(),
        available,
        keys,
        (long) hits.count(),
        (long) misses.count(),
        (long) bypasses.count(),
        Double.isNaN(ratio) ? 0 : ratio,
        settings.life().toSeconds(),
        settings.permissionLife().toSeconds());
  }

  public Duration permissionLife() {
    return settings.permissionLife();
  }

  private double hitRatio() {
    return hits.count() / (hits.count() + misses.count());
  }

  private static Counter counter(MeterRegistry meters, String result) {
    return Counter.builder("cache.requests")
        .description("Values asked of the cache: hit, miss, or bypass because it was away")
        .tag("result", result)
        .register(meters);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
