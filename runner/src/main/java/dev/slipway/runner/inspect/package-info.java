/**
 * The verb inspect: what an attempt that left no verdict has done.
 *
 * <p>May use sessions, ledger and tools; changes nothing but the fence.
 *
 * <p>Start reading at {@link dev.slipway.runner.inspect.Inspect}.
 */
@NullMarked
package dev.slipway.runner.inspect;

import org.jspecify.annotations.NullMarked;
