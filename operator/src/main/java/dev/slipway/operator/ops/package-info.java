/**
 * What those who run the operator see: probes, metrics, settings. Knows nothing of Kubernetes'
 * client. Start reading at {@link dev.slipway.operator.ops.Settings}.
 */
@NullMarked
package dev.slipway.operator.ops;

import org.jspecify.annotations.NullMarked;
