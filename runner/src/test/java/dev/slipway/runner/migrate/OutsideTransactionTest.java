package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PostgreSQL refuses to run in a transaction. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record OutsideTransactionTest(Ground ground) {
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
    String rows = scene.value("SELECT count(*) FROM " + scene.history() + " WHERE version = '2'");
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
      for (int i = 0; i < 100_000 && !valid(scene).equals("false"); i++) {
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

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "APPLIED"})
  void anIndexThatWasFinishedButNotRecordedIsNotBuiltAgain(String inTheLedger) {
    Scene scene = orders("1").file("V2__by_id.sql", INDEX);
    scene.run("migrate", 1);
    String built = scene.value("SELECT 'shop.by_id'::regclass::oid");
    forgetTheEnd(scene);
    scene.execute("UPDATE slipway.file SET state = '" + inTheLedger + "' WHERE version = '2'");

    Outcome again = scene.run("migrate", 2);

    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(again.result().applied()).containsExactly("1", "2");
    assertThat(scene.value("SELECT 'shop.by_id'::regclass::oid")).isEqualTo(built);
    assertThat(scene.value("SELECT count(*) FROM " + scene.history() + " WHERE version = '2'"))
        .isEqualTo("1");
  }

  /** Flyway alone has such files; skipping the execution of one would mark the other as run. */
  @Test
  void aFileThatIsOnlyRecordedTakesNoOtherFileWithIt() {
    if (ground.tool().equals("Flyway")) {
      Scene scene = orders("1").file("V2__by_id.sql", INDEX);
      scene.run("migrate", 1);
      forgetTheEnd(scene);
      scene.file("R__view.sql", "CREATE OR REPLACE VIEW seen AS SELECT id FROM orders;");

      Outcome again = scene.run("migrate", 2);

      assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
      assertThat(scene.value("SELECT to_regclass('shop.seen')")).isEqualTo("shop.seen");
      assertThat(scene.value("SELECT description FROM " + scene.history() + " WHERE version = '2'"))
          .isEqualTo("by id");
      assertThat(scene.run("status", 0).result().state()).isEqualTo("AtTarget");
    }
  }

  @Test
  void whatTheCatalogCannotDecideIsUnknown() {
    Scene scene = orders("1").fileOutside("V2__more.sql", "INSERT INTO orders VALUES (2);");
    scene.run("migrate", 1);
    forgetTheEnd(scene);

    Outcome found = scene.run("inspect", 2);
    Outcome again = scene.run("migrate", 3);

    assertThat(found.code()).isZero();
    assertThat(found.result().state()).isEqualTo("Unknown");
    assertThat(found.result().message()).contains(scene.name("V2__more.sql"));
    assertThat(again.verdict()).isEqualTo(Verdict.VerificationFailed);
    // What the reference page tells a person to do.
    scene.execute("DELETE FROM shop.orders WHERE id = 2");
    scene.execute(
        "UPDATE slipway.file SET state = 'FAILED' WHERE file = '%s' AND state = 'RUNNING'"
            .formatted(scene.name("V2__more.sql")));
    assertThat(scene.run("migrate", 4).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT count(*) FROM shop.orders WHERE id = 2")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VACUUM orders;", "REINDEX TABLE CONCURRENTLY orders;"})
  void maintenanceIsDoneOnceMore(String sql) {
    Scene scene = orders("1").fileOutside("V2__tidy.sql", sql);
    scene.run("migrate", 1);
    forgetTheEnd(scene);
    // What an interrupted REINDEX CONCURRENTLY leaves.
    scene.execute("CREATE INDEX orders_ccnew ON shop.orders (id)");
    scene.execute("ALTER TABLE shop.orders OWNER TO " + owner(scene));
    scene.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop.orders_ccnew'::regclass");

    Outcome found = scene.run("inspect", 2);
    Outcome again = scene.run("migrate", 3);

    assertThat(found.result().state()).as(found.text()).isEqualTo("SomeApplied");
    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
        .isEqualTo(sql.startsWith("VACUUM") ? "1" : "0");
  }

  @Test
  void anEnumValueThatIsInIsNotAddedAgain() {
    Scene scene =
        Scene.on(ground)
            .file("V1__mood.sql", "CREATE TYPE mood AS ENUM ('sad');")
            .fileOutside("V2__glad.sql", "ALTER TYPE mood ADD VALUE 'glad';");
    scene.run("migrate", 1);
    forgetTheEnd(scene);

    Outcome again = scene.run("migrate", 2);

    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT enum_range(NULL::shop.mood)")).isEqualTo("{sad,glad}");
  }

  @Test
  void aPartitionThatIsHalfDetachedIsDetached() throws Exception {
    Scene scene =
        Scene.on(ground)
            .file(
                "V1__parts.sql",
                "CREATE TABLE parts (i int) PARTITION BY LIST (i);"
                    + " CREATE TABLE one PARTITION OF parts FOR VALUES IN (1);");
    String state =
        "SELECT coalesce((SELECT inhdetachpending::text FROM pg_inherits"
            + " WHERE inhrelid = to_regclass('shop.one')), 'detached')";
    scene.run("migrate", 1);
    scene.fileOutside("V2__detach.sql", "ALTER TABLE parts DETACH PARTITION one CONCURRENTLY;");

    try (Connection other = scene.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT 1 FROM shop.parts");
      Future<Outcome> killed = THREADS.submit(() -> scene.run("migrate", 2));
      for (int i = 0; i < 100_000 && !scene.value(state).equals("true"); i++) {
        assertThat(killed).isNotDone();
      }
      scene.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name LIKE 'slipway/%' AND datname = current_database()");
      assertThat(killed.get(30, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Unreachable);
    }
    assertThat(scene.value(state)).isEqualTo("true");

    Outcome again = scene.run("migrate", 3);

    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value(state)).isEqualTo("detached");
  }

  @Test
  void aStatementThatRefusesATransactionIsNamedBeforehand() {
    Scene scene = orders("1").file("V2__re.sql", "SELECT 1;\nREINDEX TABLE CONCURRENTLY orders;");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Refused);
    assertThat(outcome.result().message())
        .contains(scene.name("V2__re.sql"))
        .containsAnyOf("cannot run in a transaction (REINDEX, line 2)", "holds 2 statements");
  }

  private static String owner(Scene scene) {
    return scene.value("SELECT current_database()");
  }

  /** As if the pod had been killed after the statement and before anything was written of it. */
  private static void forgetTheEnd(Scene scene) {
    scene.execute("UPDATE slipway.file SET state = 'RUNNING' WHERE version = '2'");
    scene.execute("DELETE FROM " + scene.history() + " WHERE version = '2'");
  }

  @Test
  void twoStatementsOutsideATransactionAreRefused() {
    Scene scene = orders("1").fileOutside("V2__two.sql", INDEX + " VACUUM orders;");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains(scene.name("V2__two.sql"), "2 statements");
  }

  private Scene orders(String values) {
    return Scene.on(ground)
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
