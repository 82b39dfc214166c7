/**
 * The verb check: everything that can be known to be wrong before anything changes.
 *
 * <p>Reads only.
 *
 * <p>Start reading at {@link dev.slipway.runner.check.Check}.
 */
@NullMarked
package dev.slipway.runner.check;

import org.jspecify.annotations.NullMarked;
