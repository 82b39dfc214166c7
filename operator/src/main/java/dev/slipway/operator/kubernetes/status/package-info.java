/**
 * Tells people and tools how a release stands; the only writer of status. May use the wire package
 * and the core. Start reading at {@link dev.slipway.operator.kubernetes.status.StatusFactory}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.status;

import org.jspecify.annotations.NullMarked;
