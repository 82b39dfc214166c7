package dev.slipway.backend.cache;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where to cache.
 *
 * @param redis null: values are kept in this process
 * @param life how long a value is good unless something else is said
 * @param permissionLife how long an account's permissions are
 */
public record CacheSettings(
    boolean enabled, @Nullable URI redis, Duration life, Duration permissionLife) {

  /** Never prints the password inside the URL. */
  @Override
  public String toString() {
    return enabled ? "cache in " + (redis == null ? "the process" : "Redis") : "no cache";
  }
}
