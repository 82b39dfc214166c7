package dev.slipway.backend.health;

import dev.slipway.backend.faults.FaultBoard;
import dev.slipway.backend.http.Draining;
import dev.slipway.backend.schema.SchemaCheck;
import dev.slipway.backend.schema.SchemaReport;
import org.jspecify.annotations.Nullable;

/** Whether traffic may come. */
public final class Readiness {

  private final SchemaCheck schema;
  private final Draining draining;
  private final FaultBoard faults;

  public Readiness(SchemaCheck schema, Draining draining, FaultBoard faults) {
    this.schema = schema;
    this.draining = draining;
    this.faults = faults;
  }

  Answer answer() {
    if (draining.begun()) {
      return unavailable("the process is ending", null);
    }
    if (faults.faults().readyFail()) {
      return unavailable("not ready on request (FAULT_READY_FAIL)", null);
    }
    if (faults.readyDelayed()) {
      return unavailable("not ready yet on request (FAULT_READY_DELAY)", null);
    }
    SchemaReport report = schema.report();
    return schema.accepts(report)
        ? new Answer("ready", report.message(), Schema.of(report))
        : unavailable(report.message(), Schema.of(report));
  }

  private static Answer unavailable(String message, @Nullable Schema schema) {
    return new Answer("unavailable", message, schema);
  }

  /**
   * @param status ready or unavailable
   */
  record Answer(String status, String message, @Nullable Schema schema) {
    boolean ready() {
      return status.equals("ready");
    }
  }

  /**
   * @param state the lower-case word of a {@link dev.slipway.backend.schema.SchemaState}
   */
  record Schema(String state, @Nullable String current, @Nullable String needed) {
    static Schema of(SchemaReport report) {
      return new Schema(report.state().toString(), report.current(), report.needed());
    }
  }
}
