/**
 * A real PostgreSQL, and the real runner in a process of its own against it. Start reading at
 * {@link dev.slipway.faults.database.Database}.
 */
@NullMarked
package dev.slipway.faults.database;

import org.jspecify.annotations.NullMarked;
