/**
 * What may be forgotten at any time (R9): values by key with a time to live, and counters. Uses
 * Jedis when there is a Redis; requests go on without it. Start reading at {@link
 * dev.slipway.backend.cache.Cache}.
 */
@NullMarked
package dev.slipway.backend.cache;

import org.jspecify.annotations.NullMarked;
