/**
 * The tools there are, and the choice among them.
 *
 * <p>May use every tool's package.
 *
 * <p>Start reading at {@link dev.slipway.runner.toolbox.Toolbox}.
 */
@NullMarked
package dev.slipway.runner.toolbox;

import org.jspecify.annotations.NullMarked;
