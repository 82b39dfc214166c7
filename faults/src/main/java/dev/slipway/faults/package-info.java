/**
 * Plays releases again and again, breaks one write in each, and compares how they end. May use all
 * of this module and the operator. Start reading at {@link dev.slipway.faults.Campaign}.
 */
@NullMarked
package dev.slipway.faults;

import org.jspecify.annotations.NullMarked;
