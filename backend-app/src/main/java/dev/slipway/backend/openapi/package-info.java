/**
 * The description of the interface for other programs, kept by hand in {@code openapi.yaml} and
 * compared with the running program by a test. Start reading there.
 */
@NullMarked
package dev.slipway.backend.openapi;

import org.jspecify.annotations.NullMarked;
