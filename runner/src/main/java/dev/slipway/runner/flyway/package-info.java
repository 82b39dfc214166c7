/**
 * Flyway, held so that a change, its history row and its ledger row are one transaction.
 *
 * <p>The only package that touches Flyway.
 *
 * <p>Start reading at {@link dev.slipway.runner.flyway.FlywayTool}.
 */
@NullMarked
package dev.slipway.runner.flyway;

import org.jspecify.annotations.NullMarked;
