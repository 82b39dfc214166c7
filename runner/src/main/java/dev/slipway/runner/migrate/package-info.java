/**
 * The verbs migrate and revert: from the lock to the verified schema.
 *
 * <p>May use sessions, ledger and tools.
 *
 * <p>Start reading at {@link dev.slipway.runner.migrate.Migrate}.
 */
@NullMarked
package dev.slipway.runner.migrate;

import org.jspecify.annotations.NullMarked;
