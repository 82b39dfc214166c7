package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tool promises, on the oldest, a middle and the newest server. */
@Order(1) // takes long, so it is begun first
@SideBySide
@MethodSource("dev.slipway.runner.Ground#all")
record ToolContractTest(Ground ground) {

  @Test
  void appliesAllFilesAndSaysSo() {
    Scene scene =
        orders(Scene.on(ground)).file("V2__note.sql", "ALTER TABLE orders ADD note text;");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.result())
        .satisfies(r -> assertThat(r.verdict()).as(outcome.text()).isEqualTo(Verdict.Done))
        .satisfies(r -> assertThat(r.applied()).containsExactly("1", "2"))
        .satisfies(r -> assertThat(r.current()).isEqualTo("2"));
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("0");
    assertThat(
            scene.value(
                "SELECT string_agg(version || state, ',' ORDER BY version) FROM slipway.file"))
        .isEqualTo("1APPLIED,2APPLIED");
  }

  @Test
  void tenPodsOfOneRunChangeTheDatabaseOnce() throws Exception {
    Scene scene =
        Scene.on(ground)
            .file("V1__probe.sql", "CREATE TABLE probe (n int); INSERT INTO probe VALUES (0);")
            .file("V2__count.sql", "UPDATE probe SET n = n + 1; SELECT pg_sleep(0.3);");
    List<Future<Outcome>> pods = new ArrayList<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
      for (int i = 0; i < 10; i++) {
        pods.add(threads.submit(() -> scene.run("migrate", 1)));
      }
    }

    for (Future<Outcome> pod : pods) {
      assertThat(pod.get().text()).contains("\"verdict\":\"Done\"", "\"applied\":[\"1\",\"2\"]");
    }
    assertThat(scene.value("SELECT n FROM shop.probe")).isEqualTo("1");
  }

  @Test
  void aFailureAfterAPrefixNamesBoth() {
    Scene scene =
        orders(Scene.on(ground))
            .file("V2__note.sql", "ALTER TABLE orders ADD note text;")
            .file("V3__bad.sql", "CREATE TABLE more (id int);\n\nALTER TABLE nowhere ADD x int;");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).isEqualTo(Verdict.PrefixApplied);
    assertThat(outcome.result().message())
        .startsWith("applied: " + scene.name("V1__orders.sql"))
        .contains(scene.name("V2__note.sql") + "; not applied: " + scene.name("V3__bad.sql"));
    assertThat(outcome.result().applied()).containsExactly("1", "2");
    assertThat(outcome.result().failed()).isEqualTo("3");
    assertThat(outcome.result().message())
        .contains(scene.name("V3__bad.sql") + ", line 3", "nowhere", "SQLSTATE 42P01");
    assertThat(scene.value("SELECT to_regclass('shop.more')")).isEqualTo("null");
  }

  @Test
  void aPrefixIsToldByALaterRunToo() {
    Scene scene = orders(Scene.on(ground)).file("V2__bad.sql", "SELECT 1 FROM nowhere;");
    scene.run("migrate", 1);

    Outcome again = scene.run("migrate", 2);

    assertThat(again.verdict()).isEqualTo(Verdict.PrefixApplied);
    assertThat(again.result().applied()).containsExactly("1");
    assertThat(again.result().before()).isNull();
  }

  @Test
  void aFailureOfTheFirstFileLeavesTheDatabaseAsItWas() {
    Scene scene = orders(Scene.on(ground));
    scene.run("migrate", 1);
    scene.file("V2__bad.sql", "ALTER TABLE orders ADD x int; SELECT 1/0;");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().before()).isEqualTo("1");
    assertThat(outcome.result().current()).isEqualTo("1");
    assertThat(outcome.result().applied()).isNull();
    assertThat(columns(scene)).isEqualTo("1");
  }

  @Test
  void aTableLockOfSomebodyElseEndsInLockTimeout() throws Exception {
    Scene scene = orders(Scene.on(ground));
    scene.run("migrate", 1);
    scene.file("V2__note.sql", "ALTER TABLE orders ADD note text;");

    try (Connection other = scene.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE shop.orders IN ACCESS SHARE MODE");
      Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);
      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.LockTimeout);
      assertThat(outcome.code()).isEqualTo(10);
    }
    assertThat(columns(scene)).isEqualTo("1");
  }

  @Test
  void aStatementThatTakesTooLongIsRolledBack() {
    Scene scene =
        orders(Scene.on(ground))
            .file("V2__slow.sql", "INSERT INTO orders VALUES (1); SELECT pg_sleep(60);")
            .with("SLIPWAY_STATEMENT_SECONDS", "1");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(outcome.result().message()).contains("statement timeout", "line 1");
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("0");
  }

  @Test
  void anEditedFileIsRefusedBeforeAnythingIsDone() {
    Scene scene = orders(Scene.on(ground));
    scene.run("migrate", 1);
    scene
        .file("V1__orders.sql", "CREATE TABLE orders (id bigint);")
        .file("V2__note.sql", "ALTER TABLE orders ADD note text;");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains(scene.name("V1__orders.sql") + " was edited");
    assertThat(columns(scene)).isEqualTo("1");
  }

  @Test
  void aMissingFileIsRefused() {
    Scene scene =
        orders(Scene.on(ground)).file("V2__note.sql", "ALTER TABLE orders ADD note text;");
    scene.run("migrate", 1);
    scene.without("V1__orders.sql");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains(" was applied and its file is missing");
  }

  @Test
  void aHistoryThatWasEditedByHandMakesNoFileRunTwice() {
    Scene scene = orders(Scene.on(ground)).file("V2__row.sql", "INSERT INTO orders VALUES (1);");
    scene.run("migrate", 1);
    scene.execute("DELETE FROM " + scene.history() + " WHERE version = '2'");

    Outcome refused = scene.run("migrate", 2);
    String rows = scene.value("SELECT count(*) FROM shop.orders");
    scene.execute("DELETE FROM shop.orders");
    scene.execute("UPDATE slipway.file SET state = 'FAILED' WHERE version = '2'");
    Outcome undone = scene.run("migrate", 3);

    assertThat(refused.result().message())
        .contains(scene.name("V2__row.sql") + " is in the ledger as applied");
    assertThat(refused.result().applied()).containsExactly("1", "2");
    assertThat(rows).isEqualTo("1");
    assertThat(undone.verdict()).as(undone.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("1");
  }

  @Test
  void aSchemaAheadOfTheFilesIsAccepted() {
    Scene scene =
        orders(Scene.on(ground)).file("V2__note.sql", "ALTER TABLE orders ADD note text;");
    scene.run("migrate", 1);
    scene.without("V2__note.sql");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().message()).contains("schema ahead by 2");
  }

  @Test
  void afterAPrefixTheOldFilesAndLaterTheMendedOnesGoThrough() {
    Scene scene =
        orders(Scene.on(ground))
            .file("V2__more.sql", "CREATE TABLE more (id int);")
            .file("V3__bad.sql", "SELECT 1 FROM nowhere;");
    scene.run("migrate", UUID.randomUUID().toString(), 1);
    scene.without("V2__more.sql").without("V3__bad.sql");
    Outcome old = scene.run("migrate", UUID.randomUUID().toString(), 2);
    scene
        .file("V2__more.sql", "CREATE TABLE more (id int);")
        .file("V3__good.sql", "CREATE TABLE good (id int);");
    Outcome mended = scene.run("migrate", UUID.randomUUID().toString(), 3);

    assertThat(old.verdict()).as(old.text()).isEqualTo(Verdict.Done);
    assertThat(old.result().message()).contains("schema ahead by 2");
    assertThat(mended.verdict()).as(mended.text()).isEqualTo(Verdict.Done);
    assertThat(mended.result().applied()).containsExactly("3");
    assertThat(mended.result().before()).isEqualTo("2");
  }

  @Test
  void contentWithoutHistoryIsNotTouched() {
    Scene scene = orders(Scene.on(ground));
    scene.execute("CREATE SCHEMA shop CREATE TABLE old (id int)");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains("baseline");
  }

  @Test
  void anotherPlanThanTheCheckedOneIsNotRun() {
    Scene scene = orders(Scene.on(ground));
    String plan = scene.run("check", 0).result().plan();
    scene
        .with("SLIPWAY_PLAN", String.valueOf(plan))
        .file("V2__more.sql", "CREATE TABLE more (id int);");

    Outcome differs = scene.run("migrate", 1);
    Outcome same = scene.without("V2__more.sql").run("migrate", 2);

    assertThat(differs.code()).isEqualTo(13);
    assertThat(same.verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void aFileThatCommitsItselfIsRefused() {
    Scene scene = orders(Scene.on(ground)).file("V2__own.sql", "CREATE TABLE a (i int);\nCOMMIT;");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains(scene.name("V2__own.sql"), "COMMIT, line 2");
  }

  private static Scene orders(Scene scene) {
    return scene.file("V1__orders.sql", "CREATE TABLE orders (id int);");
  }

  private static String columns(Scene scene) {
    return scene.value(
        "SELECT count(*) FROM information_schema.columns"
            + " WHERE table_schema = 'shop' AND table_name = 'orders'");
  }
}
