package dev.slipway.operator.exploration;

import static dev.slipway.operator.exploration.Fault.DELETE;
import static dev.slipway.operator.exploration.Fault.JOB;
import static dev.slipway.operator.exploration.Fault.LOSS;
import static dev.slipway.operator.exploration.Fault.METRIC;
import static dev.slipway.operator.exploration.Fault.PAUSE;
import static dev.slipway.operator.exploration.Fault.POD;
import static dev.slipway.operator.exploration.Fault.REQUEST;
import static dev.slipway.operator.exploration.Fault.RULING;
import static dev.slipway.operator.exploration.Fault.SCALE;
import static dev.slipway.operator.exploration.Fault.SPEC;
import static dev.slipway.operator.exploration.Fault.STALE_CHILDREN;
import static dev.slipway.operator.exploration.Fault.STALE_STATUS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A world to explore.
 *
 * @param upgrade whether a first version serves when it begins
 */
record Scene(String name, boolean upgrade, Bounds bounds) {
  private static final Map<Fault, Integer> TWO_OPERATORS =
      Map.of(PAUSE, 1, STALE_STATUS, 1, METRIC, 1);

  private static final Map<Fault, Integer> EACH_ONCE =
      Arrays.stream(Fault.values()).collect(Collectors.toMap(Function.identity(), _ -> 1));

  /** What can be visited while one waits. */
  static final List<Scene> SMALL =
      List.of(
          new Scene("two operators", true, new Bounds(1, TWO_OPERATORS)),
          new Scene("two operators, first install", false, new Bounds(1, TWO_OPERATORS)),
          new Scene("two operators, two pods", true, new Bounds(2, Map.of(PAUSE, 1, METRIC, 1))),
          new Scene("Jobs that fail", true, new Bounds(1, Map.of(JOB, 2, PAUSE, 1, METRIC, 1))),
          new Scene(
              "pods that fail", true, new Bounds(2, Map.of(POD, 2, STALE_CHILDREN, 1, METRIC, 1))),
          new Scene("people", true, new Bounds(1, Map.of(SPEC, 2, SCALE, 1, METRIC, 1))),
          new Scene("requests", true, new Bounds(1, Map.of(REQUEST, 2, PAUSE, 1, METRIC, 1))),
          new Scene(
              "requests, lost status", true, new Bounds(1, Map.of(REQUEST, 1, LOSS, 1, PAUSE, 1))),
          new Scene("rulings", true, new Bounds(1, Map.of(RULING, 2, JOB, 1, PAUSE, 1))),
          new Scene("deletions", true, new Bounds(1, Map.of(DELETE, 1, PAUSE, 1, METRIC, 1))),
          new Scene("lost status", true, new Bounds(1, Map.of(LOSS, 1, PAUSE, 1, METRIC, 1))),
          new Scene("status lost twice", true, new Bounds(1, Map.of(LOSS, 2, PAUSE, 1))));

  /** What takes its time. */
  static final List<Scene> LARGE =
      List.of(
          new Scene(
              "two operators", true, new Bounds(2, Map.of(PAUSE, 2, STALE_STATUS, 1, METRIC, 1))),
          new Scene(
              "two operators, first install",
              false,
              new Bounds(2, Map.of(PAUSE, 2, STALE_STATUS, 1, JOB, 1, METRIC, 1))),
          new Scene("Jobs that fail", true, new Bounds(1, Map.of(JOB, 3, PAUSE, 1, METRIC, 1))),
          new Scene(
              "pods that fail",
              true,
              new Bounds(2, Map.of(POD, 3, STALE_CHILDREN, 1, SCALE, 1, METRIC, 2))),
          new Scene("people", true, new Bounds(2, Map.of(SPEC, 2, SCALE, 2, PAUSE, 1, METRIC, 1))),
          new Scene(
              "requests",
              true,
              new Bounds(2, Map.of(REQUEST, 3, SPEC, 1, PAUSE, 1, POD, 1, METRIC, 2))),
          new Scene(
              "requests, lost status",
              true,
              new Bounds(1, Map.of(REQUEST, 2, LOSS, 1, PAUSE, 1, METRIC, 1))),
          new Scene("rulings", true, new Bounds(1, Map.of(RULING, 2, JOB, 2, PAUSE, 1, LOSS, 1))),
          new Scene(
              "deletions", true, new Bounds(2, Map.of(DELETE, 2, PAUSE, 1, JOB, 1, METRIC, 1))),
          new Scene(
              "lost status", true, new Bounds(1, Map.of(LOSS, 1, PAUSE, 1, JOB, 1, METRIC, 1))),
          new Scene("status lost twice", true, new Bounds(1, Map.of(LOSS, 2, PAUSE, 1, JOB, 1))),
          new Scene("everything", true, new Bounds(1, EACH_ONCE)));

  World start() {
    return upgrade ? World.firstVersionServes(bounds) : World.nothingReleased(bounds);
  }
}
