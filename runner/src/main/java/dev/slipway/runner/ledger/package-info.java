/**
 * What Slipway itself writes into the target database: attempts, files, and the fence between them.
 *
 * <p>May use sessions; knows nothing of Flyway.
 *
 * <p>Start reading at {@link dev.slipway.runner.ledger.Ledger}.
 */
@NullMarked
package dev.slipway.runner.ledger;

import org.jspecify.annotations.NullMarked;
