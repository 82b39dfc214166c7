/**
 * Carries out the actions the core ordered. May use everything else of the shell. Start reading at
 * {@link dev.slipway.operator.kubernetes.act.Actor}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.act;

import org.jspecify.annotations.NullMarked;
