package dev.slipway.operator.analysis;

/**
 * Where a pod tells its metrics, and which of them are requests.
 *
 * @param path absolute path of the page
 */
public record MetricsSource(int port, String path, SeriesMapping series) {
  public MetricsSource {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    // Anything else could move the request to another host, as in http://10.0.0.1:80@elsewhere/
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the metrics path has to begin with /");
    }
  }

  /** A page whose series have the usual names. */
  public static MetricsSource usual(int port, String path) {
    return new MetricsSource(port, path, SeriesMapping.USUAL);
  }
}
