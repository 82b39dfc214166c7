/**
 * The verbs status, plan and verify: where a schema stands, what would be applied, and whether all
 * of it is as it should be.
 *
 * <p>Reads only.
 *
 * <p>Start reading at {@link dev.slipway.runner.status.Status}.
 */
@NullMarked
package dev.slipway.runner.status;

import org.jspecify.annotations.NullMarked;
