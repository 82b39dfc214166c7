package dev.slipway.backend.cache;

/**
 * The cache as an administrator sees it (R9, R14).
 *
 * @param store off, process or Redis
 * @param available whether the store answers
 * @param keys how many keys the store holds; -1 when it does not answer
 * @param hitRatio hits by hits and misses, 0 to 1, since the start of this process
 */
public record CacheStatus(
    String store,
    boolean available,
    long keys,
    long hits,
    long misses,
    long bypasses,
    double hitRatio,
    long ttlSeconds,
    long permissionTtlSeconds) {}
