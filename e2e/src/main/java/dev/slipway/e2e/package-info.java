/**
 * The demo, and the words in which scenarios are told, on a real cluster through a plain client.
 * Knows the operator only as its users do. Start reading at {@link dev.slipway.e2e.Demo}.
 */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
