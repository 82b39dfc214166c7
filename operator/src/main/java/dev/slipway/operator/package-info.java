/**
 * The operator as a program: wires the core, the shell and what those who run it see. May use
 * everything. Start reading at {@link dev.slipway.operator.Main}.
 */
@NullMarked
package dev.slipway.operator;

import org.jspecify.annotations.NullMarked;
