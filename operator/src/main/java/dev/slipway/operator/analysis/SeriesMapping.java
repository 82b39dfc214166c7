package dev.slipway.operator.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which series of a metrics page are requests, where the usual names do not fit. What is empty goes
 * by the usual names.
 *
 * @param requests the counter of requests, or a histogram's {@code _count}
 * @param durations the histogram of their durations, without {@code _bucket}
 * @param status the label that says how a request ended
 * @param route the label that says where it went
 * @param match labels with the values that a series must have to count
 * @param excluded paths that nobody's user calls, and everything below them
 */
public record SeriesMapping(
    Optional<String> requests,
    Optional<String> durations,
    Optional<String> status,
    Optional<String> route,
    Map<String, String> match,
    List<String> excluded) {

  /** The usual names. */
  public static final SeriesMapping USUAL =
      new SeriesMapping(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of());

  public SeriesMapping {
    match = Map.copyOf(match);
    excluded = List.copyOf(excluded);
  }
}
