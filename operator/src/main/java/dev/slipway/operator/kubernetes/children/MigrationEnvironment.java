package dev.slipway.operator.kubernetes.children;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.v1alpha1.Baseline;
import dev.slipway.api.v1alpha1.MigrationLimits;
import dev.slipway.api.v1alpha1.Migrations;
import dev.slipway.api.v1alpha1.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of an object as the runner's variables. Check, migration and inspection are given
 * the same ones, so that they mean the same plan.
 */
final class MigrationEnvironment {
  private final Map<String, String> variables = new LinkedHashMap<>();

  private MigrationEnvironment() {}

  static Map<String, String> of(Migrations migrations) {
    var environment = new MigrationEnvironment();
    environment.files(migrations);
    environment.set("SLIPWAY_TOOL", migrations.tool().toString());
    environment.set("SLIPWAY_HISTORY_TABLE", migrations.historyTable());
    if (Boolean.TRUE.equals(migrations.outOfOrder())) {
      environment.set("SLIPWAY_OUT_OF_ORDER", "true");
    }
    if (migrations.placeholders() != null) {
      environment.set(
          "SLIPWAY_PLACEHOLDERS",
          migrations.placeholders().stream()
              .map(placeholder -> placeholder.name() + "=" + placeholder.value())
              .collect(joining("\n")));
    }
    environment.set("SLIPWAY_CHECK_SQL", migrations.check());
    environment.set("SLIPWAY_APPLICATION_ROLE", migrations.applicationRole());
    if (migrations.baseline() != null) {
      environment.baseline(migrations.baseline());
    }
    if (migrations.limits() != null) {
      environment.limits(migrations.limits());
    }
    return environment.variables;
  }

  private void files(Migrations migrations) {
    var sources = MigrationSource.of(migrations);
    set("SLIPWAY_MIGRATIONS_DIR", sources.getFirst().mountPath());
    set("SLIPWAY_MIGRATIONS_INSIDE", sources.getFirst().inside().orElse(null));
    if (sources.size() > 1) {
      set(
          "SLIPWAY_MIGRATIONS_MORE",
          sources.stream().skip(1).map(MigrationSource::mountPath).collect(joining(",")));
    }
  }

  private void baseline(Baseline baseline) {
    set("SLIPWAY_BASELINE_VERSION", baseline.version());
    if (baseline.objects() != null) {
      set("SLIPWAY_BASELINE_OBJECTS", String.join(",", baseline.objects()));
    }
    set("SLIPWAY_BASELINE_FINGERPRINT", baseline.fingerprint());
  }

  private void limits(MigrationLimits limits) {
    seconds("SLIPWAY_LOCKS_SECONDS", limits.locks());
    seconds("SLIPWAY_LONG_TRANSACTION_SECONDS", limits.longTransaction());
    seconds("SLIPWAY_STATEMENT_SECONDS", limits.statement());
  }

  private void seconds(String name, @Nullable Span span) {
    set(name, span == null ? null : Long.toString(span.toDuration().toSeconds()));
  }

  /** The kubelet replaces $(NAME) in a value, and makes one $ of two: dollar quotes of SQL. */
  private void set(String name, @Nullable String value) {
    if (value != null) {
      variables.put(name, value.replace("$", "$$"));
    }
  }
}
