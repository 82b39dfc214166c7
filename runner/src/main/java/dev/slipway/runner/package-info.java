/**
 * The program inside Jobs: takes a verb and the environment, leaves a verdict.
 *
 * <p>May use every package below; those use only {@link dev.slipway.runner.Result} and its
 * neighbours here.
 *
 * <p>Start reading at {@link dev.slipway.runner.Runner}.
 */
@NullMarked
package dev.slipway.runner;

import org.jspecify.annotations.NullMarked;
