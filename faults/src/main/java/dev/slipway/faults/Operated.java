package dev.slipway.faults;

/** An operator that runs behind a door of its own. */
interface Operated extends AutoCloseable {
  /** Begins; returns when it watches, or has been started as far as one can tell. */
  void start();

  /** Its metrics, as Prometheus would read them; empty where nobody can ask it. */
  String metrics();

  /** Ends it as a machine ends a process: nothing is said, nothing is handed back. */
  @Override
  void close();
}
