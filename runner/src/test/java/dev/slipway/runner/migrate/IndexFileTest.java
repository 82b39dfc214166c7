package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PostgreSQL refuses to run in a transaction. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
record IndexFileTest(int major) {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private static final String INDEX = "CREATE UNIQUE INDEX CONCURRENTLY by_id ON orders (id);";

  @Test
  void anIndexIsBuiltConcurrentlyAndLeftValid() {
    Scene scene = orders("1").file("V2__by_id.sql", INDEX);

    assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    assertThat(valid(scene)).isEqualTo("true");
    assertThat(scene.value("SELECT state FROM slipway.file WHERE version = '2'"))
        .isEqualTo("APPLIED");
  }

  @Test
  void aFailedBuildLeavesNothingBehindAndIsTriedAgain() {
    Scene scene = orders("1), (1").file("V2__by_id.sql", INDEX);

    Outcome failed = scene.run("migrate", 1);
    String left = valid(scene);
    String rows = scene.value("SELECT count(*) FROM shop.flyway_schema_history WHERE NOT success");
    scene.execute("DELETE FROM shop.orders");
    Outcome again = scene.run("migrate", 2);

    assertThat(failed.verdict()).as(failed.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(failed.result().failed()).isEqualTo("2");
    assertThat(left).isEqualTo("absent");
    assertThat(rows).isEqualTo("0");
    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(valid(scene)).isEqualTo("true");
  }

  @Test
  void anInvalidIndexOfAKilledBuildIsDroppedBeforeTheNextTry() throws Exception {
    Scene scene = orders("1").file("V2__by_id.sql", INDEX);
    try (Connection other = scene.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("SELECT 1 FROM pg_class"); // an old snapshot that the build waits for
      Future<Outcome> killed = THREADS.submit(() -> scene.run("migrate", 1));
      for (int i = 0; i < 1000 && !valid(scene).equals("false"); i++) {
        assertThat(killed).isNotDone();
      }
      scene.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name LIKE 'slipway/%' AND datname = current_database()");
      assertThat(killed.get(30, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Unreachable);
    }
    assertThat(valid(scene)).isEqualTo("false");

    Outcome found = scene.run("inspect", 2);
    Outcome again = scene.run("migrate", 3);

    assertThat(found.result().state()).as(found.text()).isEqualTo("SomeApplied");
    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(valid(scene)).isEqualTo("true");
  }

  @Test
  void anIndexThatWasFinishedButNotRecordedIsNotBuiltAgain() {
    Scene scene = orders("1").file("V2__by_id.sql", INDEX);
    scene.run("migrate", 1);
    String built = scene.value("SELECT 'shop.by_id'::regclass::oid");
    scene.execute("UPDATE slipway.file SET state = 'RUNNING' WHERE version = '2'");
    scene.execute("DELETE FROM shop.flyway_schema_history WHERE version = '2'");

    Outcome again = scene.run("migrate", 2);

    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(again.result().applied()).containsExactly("1", "2");
    assertThat(scene.value("SELECT 'shop.by_id'::regclass::oid")).isEqualTo(built);
    assertThat(scene.value("SELECT success FROM shop.flyway_schema_history WHERE version = '2'"))
        .isEqualTo("t");
  }

  @Test
  void whatTheCatalogCannotDecideIsUnknown() {
    Scene scene = orders("1").file("V2__tidy.sql", "VACUUM orders;");
    scene.run("migrate", 1);
    scene.execute("UPDATE slipway.file SET state = 'RUNNING' WHERE version = '2'");
    scene.execute("DELETE FROM shop.flyway_schema_history WHERE version = '2'");

    Outcome found = scene.run("inspect", 2);
    Outcome again = scene.run("migrate", 3);

    assertThat(found.code()).isZero();
    assertThat(found.result().state()).isEqualTo("Unknown");
    assertThat(found.result().message()).contains("V2__tidy.sql");
    assertThat(again.verdict()).isEqualTo(Verdict.VerificationFailed);
  }

  @Test
  void twoStatementsOutsideATransactionAreRefused() {
    Scene scene = orders("1").file("V2__two.sql", INDEX + " VACUUM orders;");
    scene.file("V2__two.sql.conf", "executeInTransaction=false");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains("V2__two.sql", "2 statements");
  }

  private Scene orders(String values) {
    return Scene.on(major)
        .file(
            "V1__orders.sql",
            "CREATE TABLE orders (id int); INSERT INTO orders VALUES (" + values + ");");
  }

  private static String valid(Scene scene) {
    return scene.value(
        "SELECT coalesce((SELECT indisvalid::text FROM pg_index"
            + " WHERE indexrelid = to_regclass('shop.by_id')), 'absent')");
  }
}
