package dev.slipway.operator.exploration;

/**
 * A set of 128-bit fingerprints, in two flat arrays. With 100 million states the odds that two
 * different ones share a fingerprint are below 1 in 10^22. Several explorers may share it.
 */
final class Fingerprints {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  private long[] high;
  private long[] low;
  private int size;

  Fingerprints(int expected) {
    var slots = Integer.highestOneBit(Math.max(1 << 16, expected) * 2 - 1);
    high = new long[slots];
    low = new long[slots];
  }

  /** Whether it was not there yet. */
  boolean add(byte[] bytes) {
    var one = hash(bytes, FIRST);
    var two = hash(bytes, SECOND) | 1;
    synchronized (this) {
      if (size > high.length / 4 * 3) {
        grow();
      }
      return insert(one, two);
    }
  }

  private boolean insert(long one, long two) {
    var mask = high.length - 1;
    for (var slot = ((int) one) & mask; ; slot = (slot + 1) & mask) {
      if (low[slot] == 0) {
        high[slot] = one;
        low[slot] = two;
        size++;
        return true;
      }
      if (high[slot] == one && low[slot] == two) {
        return false;
      }
    }
  }

  private void grow() {
    var oldHigh = high;
    var oldLow = low;
    high = new long[oldHigh.length * 2];
    low = new long[oldLow.length * 2];
    size = 0;
    for (var slot = 0; slot < oldHigh.length; slot++) {
      if (oldLow[slot] != 0) {
        insert(oldHigh[slot], oldLow[slot]);
      }
    }
  }

  static long hash(byte[] bytes, long seed) {
    var hash = seed ^ bytes.length;
    for (var each : bytes) {
      hash = (hash ^ (each & 255)) * FIRST;
      hash ^= hash >>> 29;
    }
    hash *= SECOND;
    return hash ^ (hash >>> 32);
  }
}
