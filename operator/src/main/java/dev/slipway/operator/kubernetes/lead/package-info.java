/**
 * Which of several operators works: one lease, taken by compare-and-swap. May use the client and
 * {@code ops}. Start reading at {@link dev.slipway.operator.kubernetes.lead.Leadership}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.lead;

import org.jspecify.annotations.NullMarked;
