package dev.slipway.operator.exploration;

import java.util.Map;

/**
 * How large a world is.
 *
 * @param replicas pods wanted in the beginning
 * @param times how often each fault may happen; never, where it is not named
 */
@SuppressWarnings("EnumOrdinal") // a budget lives as long as one run
record Bounds(int replicas, Map<Fault, Integer> times) {
  byte[] budget() {
    var left = new byte[Fault.values().length];
    times.forEach((fault, count) -> left[fault.ordinal()] = count.byteValue());
    return left;
  }
}
