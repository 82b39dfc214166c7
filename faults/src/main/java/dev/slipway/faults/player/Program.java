package dev.slipway.faults.player;

import java.util.Map;

/** What runs in the pods of Jobs that concern the database. */
public interface Program {
  /**
   * How a program ends.
   *
   * @param text termination message
   */
  record Words(int code, String text) {}

  /** Runs it to its end. */
  Words run(String verb, Map<String, String> environment);

  /** How often each migration file took hold. */
  Map<String, Integer> effects();
}
