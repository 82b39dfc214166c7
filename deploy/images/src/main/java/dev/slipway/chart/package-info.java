/**
 * Installs the chart with the real Helm, which helm-java carries as a library: no helm binary.
 *
 * <p>May use helm-java only.
 *
 * <p>Start reading at {@link dev.slipway.chart.InstallChart}.
 */
@NullMarked
package dev.slipway.chart;

import org.jspecify.annotations.NullMarked;
