package dev.slipway.chart;

/** placeholder. */
public final class InstallChart {
  private InstallChart() {}
}
