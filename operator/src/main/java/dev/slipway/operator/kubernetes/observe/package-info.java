/**
 * Reads the cluster into one observation; changes nothing. May use the wire package and the core.
 * Start reading at {@link dev.slipway.operator.kubernetes.observe.Observer}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.observe;

import org.jspecify.annotations.NullMarked;
