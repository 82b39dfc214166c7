/**
 * The reference backend: a small shop that is released, migrated and made to misbehave on request.
 * May use every package below it; nothing below uses this one. Start reading at {@link
 * dev.slipway.backend.Main}, then {@link dev.slipway.backend.Backend}.
 */
@NullMarked
package dev.slipway.backend;

import org.jspecify.annotations.NullMarked;
