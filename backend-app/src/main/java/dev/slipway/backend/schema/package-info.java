/**
 * Is the schema what this build needs: read from the migration history, judged by a pure function.
 * Uses JDBC to read and Flyway to apply and to order versions. Start reading at {@link
 * dev.slipway.backend.schema.Comparison}.
 */
@NullMarked
package dev.slipway.backend.schema;

import org.jspecify.annotations.NullMarked;
