package dev.slipway.faults;

import java.util.Locale;

/** What goes wrong, at or right after one write. */
public enum Fault {
  /** The operator dies before the write is sent. */
  KILL_BEFORE,
  /** The operator dies after the server has taken the write and before it hears so. */
  KILL_AFTER,
  /** The server has taken the write; the connection ends without an answer. */
  DROP_REPLY,
  /** The write is refused: somebody else wrote in between. */
  CONFLICT,
  /** The write is refused: too many requests, try again in a second. */
  TOO_MANY_REQUESTS,
  /** The write is refused: the server failed. */
  ERROR_500,
  /** The write is refused: nobody is there to take it. */
  UNAVAILABLE_503,
  /** The server has taken the write; its answer comes after all patience. */
  HANG,
  /** After the write all watches end. */
  WATCH_CLOSED,
  /** After the write events come six seconds late. */
  WATCH_DELAYED,
  /** After the write all watches end as too old to go on. */
  WATCH_GONE,
  /** After the write one event never comes. */
  EVENT_SWALLOWED,
  /** After the write one event comes twice. */
  EVENT_DOUBLED,
  /** After the write the operator starts anew, and first sees the cluster as it was long before. */
  LIST_STALE,
  /** From the write on a second operator believes that it leads as well. */
  TWO_OPERATORS,
  /** As KILL_BEFORE, with a process of its own and SIGKILL. */
  SIGKILL_BEFORE,
  /** As KILL_AFTER, with a process of its own and SIGKILL. */
  SIGKILL_AFTER;

  /** For plans, for example {@code kill-after}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fault of(String text) {
    return valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether the operator has to be a process. */
  boolean needsProcess() {
    return this == SIGKILL_BEFORE || this == SIGKILL_AFTER;
  }
}
