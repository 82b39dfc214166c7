package dev.slipway.backend.orders;

import org.jspecify.annotations.Nullable;

/**
 * An order as clients see it.
 *
 * @param createdAt ISO 8601, UTC
 */
record Order(
    long id, String customer, String item, int quantity, @Nullable String note, String createdAt) {}
