/**
 * The verb smoke: does the released version answer, and can somebody log in.
 *
 * <p>May use the network, never the database.
 *
 * <p>Start reading at {@link dev.slipway.runner.smoke.Smoke}.
 */
@NullMarked
package dev.slipway.runner.smoke;

import org.jspecify.annotations.NullMarked;
