package dev.slipway.backend.database;

/**
 * The pool as an administrator sees it (R14).
 *
 * @param timeoutSeconds how long a request waits for a connection
 * @param recycleSeconds age at which a connection is replaced
 * @param inUse connections lent at this moment
 * @param open connections of the fixed part, lent or idle
 * @param openOverflow connections beyond it, lent or idle
 * @param waiting requests that wait for a connection
 */
public record PoolStatus(
    int size,
    int maxOverflow,
    long timeoutSeconds,
    long recycleSeconds,
    int inUse,
    int open,
    int openOverflow,
    int waiting) {}
