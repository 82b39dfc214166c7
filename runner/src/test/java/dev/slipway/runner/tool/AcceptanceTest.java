package dev.slipway.runner.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations that somebody has applied by hand are recognised, and accepted by a person (D14). */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record AcceptanceTest(Ground ground) {
  private static final String NOTE =
      "ALTER TABLE orders ADD COLUMN note text, ADD CHECK (id > 0);"
          + " CREATE INDEX IF NOT EXISTS orders_note ON orders (note);";

  @Test
  void whatWasAppliedByHandIsRecognisedAndToldByEveryVerb() {
    Scene scene = applied();
    for (String verb : new String[] {"status", "plan", "check", "inspect"}) {
      Outcome told = scene.run(verb, UUID.randomUUID().toString(), 2);
      assertThat(told.result().notes())
          .as(verb + told.text())
          .singleElement()
          .asString()
          .isEqualTo(
              scene.name("V2__note.sql")
                  + " is not in the history, and all it makes exists (column shop.orders.note,"
                  + " index shop.orders_note); if somebody has applied it by hand, have it"
                  + " accepted");
    }

    Outcome refused = scene.run("migrate", UUID.randomUUID().toString(), 3);

    assertThat(refused.verdict()).as(refused.text()).isEqualTo(Verdict.Failed);
    assertThat(refused.result().notes())
        .satisfiesExactly(
            note -> assertThat(note).contains("before this run", "+column shop.orders.note"),
            note -> assertThat(note).contains("have it accepted"));
  }

  @Test
  void aPersonsWordIsRecordedInHistoryAndLedgerAndTheFileIsNotRun() {
    Scene scene = accepting(applied().file("V3__more.sql", "CREATE TABLE more (id int);"), "2");
    Outcome check = scene.run("check", 0);
    scene.with("SLIPWAY_PLAN", String.valueOf(check.result().plan()));

    String attempt = UUID.randomUUID().toString();
    Outcome outcome = scene.run("migrate", attempt, 2);
    Outcome again = scene.run("migrate", attempt, 3);

    assertThat(check.result().pending()).as(check.text()).containsExactly("3");
    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().message())
        .startsWith("accepted 2 as applied by hand (ana, 2026-11-21)");
    assertThat(outcome.result().applied()).containsExactly("2", "3");
    assertThat(outcome.result().before()).isEqualTo("1");
    assertThat(again.verdict()).as(again.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT accepted FROM slipway.file WHERE version = '2'"))
        .isEqualTo("ana, 2026-11-21");
    assertThat(scene.value("SELECT count(*) FROM " + scene.history() + " WHERE version = '2'"))
        .isEqualTo("1");
    assertThat(scene.run("verify", 0).result().state()).isEqualTo("AtTarget");
  }

  @Test
  void whatNobodyCouldTellAfterAnInterruptionIsDecidedByAPerson() {
    Scene scene = Scene.on(ground).file("V1__orders.sql", "CREATE TABLE orders (id int);");
    scene.run("migrate", 1);
    scene.fileOutside("V2__opaque.sql", "COMMENT ON TABLE orders IS 'opaque';");
    scene.execute(
        "INSERT INTO slipway.file (attempt, seq, file, version, checksum, state, transactional,"
            + " history) SELECT attempt, 1, '"
            + scene.name("V2__opaque.sql")
            + "', '2', 0, 'RUNNING', false, history FROM slipway.file");
    Outcome unknown = scene.run("inspect", 2);

    Outcome outcome =
        accepting(scene, scene.name("V2__opaque.sql"))
            .run("migrate", UUID.randomUUID().toString(), 3);

    assertThat(unknown.result().state()).as(unknown.text()).isEqualTo("Unknown");
    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().current()).isEqualTo("2");
    assertThat(scene.value("SELECT obj_description('shop.orders'::regclass)")).isEqualTo("null");
  }

  @Test
  void whatIsNotPlannedOrNotInOrderOrNobodysWordIsRefused() {
    Scene scene = applied().file("V3__more.sql", "CREATE TABLE more (id int);");
    Outcome nobody = scene.with("SLIPWAY_ACCEPT_FILES", "2").run("migrate", 2);
    Outcome unplanned = accepting(scene, "9").run("migrate", 3);
    Outcome gap = accepting(scene, "3").run("migrate", 4);

    assertThat(nobody.result().message()).contains("SLIPWAY_ACCEPTED_BY is missing");
    assertThat(unplanned.verdict()).as(unplanned.text()).isEqualTo(Verdict.BadInput);
    assertThat(unplanned.result().message())
        .contains("9 is to be accepted and is none of the files that are pending or failed");
    assertThat(gap.result().message())
        .contains(scene.name("V2__note.sql") + " comes before a file that is to be accepted");
    assertThat(scene.value("SELECT max(version) FROM " + scene.history())).isEqualTo("1");
  }

  private Scene applied() {
    Scene scene = Scene.on(ground).file("V1__orders.sql", "CREATE TABLE orders (id int);");
    scene.run("migrate", 1);
    scene.execute("SET search_path = shop; " + NOTE);
    return scene.file("V2__note.sql", NOTE);
  }

  private static Scene accepting(Scene scene, String files) {
    return scene.with("SLIPWAY_ACCEPT_FILES", files).with("SLIPWAY_ACCEPTED_BY", "ana, 2026-11-21");
  }
}
