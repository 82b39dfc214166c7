package dev.slipway.runner.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Demand D4: where a schema stands, and the sentence that says what to do. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record StatusTest(Ground ground) {

  @Test
  void emptyThenAtTargetThenBehind() {
    Scene scene = orders();

    told(scene, "Empty", "the schema is empty; to apply: 1");
    scene.run("migrate", 1);
    told(scene, "AtTarget", "at the newest file, 1");
    scene.file("V2__b.sql", "DROP TABLE orders;").file("V3__c.sql", "SELECT 1;");
    Outcome behind = told(scene, "Behind", "at 1, behind by 2: 2, 3");

    assertThat(behind.result().pending()).containsExactly("2", "3");
    assertThat(behind.result().destructive())
        .containsExactly(scene.name("V2__b.sql") + ": DROP TABLE");
    assertThat(scene.run("plan", 0).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.run("plan", 0).result().plan())
        .isEqualTo(scene.run("check", 0).result().plan());
    assertThat(scene.run("verify", 0).verdict()).isEqualTo(Verdict.VerificationFailed);
  }

  @Test
  void aheadByAReleaseOrByNobodyKnowsWhom() {
    Scene scene = orders().file("V2__b.sql", "SELECT 1;");
    scene.run("migrate", 1);
    scene.without("V2__b.sql");

    told(scene, "Ahead", "an earlier release applied");
    scene.execute("DELETE FROM slipway.file WHERE version = '2'");

    Outcome unknown = told(scene, "AheadUnknown", "no release in the ledger applied");
    assertThat(unknown.result().message())
        .contains("applied by something else", "migrates itself at its start");
    assertThat(scene.run("verify", 0).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.run("migrate", UUID.randomUUID().toString(), 2).result().message())
        .contains("applied by something else than a release: ");
  }

  @Test
  void divergedEditedOutOfOrderAndFailedAreRefusedByPlan() {
    Scene scene = orders().file("V3__c.sql", "SELECT 1;");
    scene.run("migrate", 1);

    refused(
        scene.file("V2__b.sql", "SELECT 2;"), "OutOfOrder", scene.name("V2__b.sql") + " is older");
    scene.with("SLIPWAY_OUT_OF_ORDER", "true");
    told(scene, "Behind", "at 3, behind by 1: 2");
    refused(
        scene.file("V3__c.sql", "SELECT 3;"), "Edited", scene.name("V3__c.sql") + " was edited");
    scene.file("V3__c.sql", "SELECT 1;").without("V1__a.sql");
    refused(scene, "Diverged", " was applied and its file is missing");
    scene.file("V1__a.sql", "CREATE TABLE orders (id int);");
    if (ground.tool().equals("Flyway")) { // the other tool's own table has no failed rows
      scene.execute("UPDATE shop.flyway_schema_history SET success = false WHERE version = '3'");
      refused(scene, "Failed", "V3__c.sql is recorded as failed");
    }
  }

  @Test
  void contentWithoutHistoryIsTakenOverOnlyWithAProof() {
    Scene scene = orders().file("V2__b.sql", "ALTER TABLE orders ADD note text;");
    scene.execute("CREATE SCHEMA shop CREATE TABLE orders (id int)");
    scene.execute(
        "ALTER SCHEMA shop OWNER TO %1$s; ALTER TABLE shop.orders OWNER TO %1$s"
            .formatted(scene.value("SELECT current_database()")));
    String fingerprint =
        String.valueOf(told(scene, "NoHistory", "baseline").result().fingerprintAfter());
    scene.with("SLIPWAY_BASELINE_VERSION", "1");

    Outcome unproven = scene.run("migrate", 1);
    scene.with("SLIPWAY_BASELINE_OBJECTS", "shop.orders, shop.orders.note");
    Outcome untrueToTheCheck = scene.run("check", 0);
    Outcome untrue = scene.run("migrate", 2);
    scene
        .with("SLIPWAY_BASELINE_OBJECTS", "shop.orders.id")
        .with("SLIPWAY_BASELINE_FINGERPRINT", fingerprint);
    Outcome checked = scene.run("check", 0);
    told(scene, "Behind", "the database is taken over at version 1");
    scene.with("SLIPWAY_PLAN", String.valueOf(checked.result().plan()));
    Outcome taken = scene.run("migrate", 3);

    assertThat(unproven.result().message()).contains("a baseline needs a proof");
    assertThat(untrueToTheCheck.verdict()).isEqualTo(Verdict.Refused);
    assertThat(untrueToTheCheck.result().message()).contains("shop.orders.note does not exist");
    assertThat(checked.verdict()).as(checked.text()).isEqualTo(Verdict.Done);
    assertThat(checked.result().pending()).containsExactly("2");
    assertThat(untrue.verdict()).isEqualTo(Verdict.Failed);
    assertThat(untrue.result().message()).contains("shop.orders.note does not exist");
    assertThat(taken.verdict()).as(taken.text()).isEqualTo(Verdict.Done);
    assertThat(taken.result().applied()).containsExactly("2");
    assertThat(taken.result().before()).isEqualTo("1");
    assertThat(scene.run("migrate", 4).result().message()).contains("schema at 2");
    told(scene, "AtTarget", "at the newest file, 2");
  }

  @Test
  void aHistoryThatWasMadeAndNeverWrittenTellsNoMoreThanNone() {
    Scene scene = orders().file("V2__b.sql", "SELECT 1;");
    scene.run("migrate", 1);
    scene.execute("DELETE FROM " + scene.history() + "; DROP SCHEMA slipway CASCADE");

    told(scene, "NoHistory", "the schema has content and no history in " + scene.history());
    Outcome refused = scene.run("migrate", UUID.randomUUID().toString(), 1);
    scene.with("SLIPWAY_BASELINE_VERSION", "1").with("SLIPWAY_BASELINE_OBJECTS", "shop.orders.id");
    Outcome taken = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(refused.verdict()).as(refused.text()).isEqualTo(Verdict.Failed);
    assertThat(taken.verdict()).as(taken.text()).isEqualTo(Verdict.Done);
    assertThat(taken.result().applied()).containsExactly("2");
    told(scene, "AtTarget", "at the newest file, 2");
  }

  private Scene orders() {
    return Scene.on(ground).file("V1__a.sql", "CREATE TABLE orders (id int);");
  }

  private static Outcome told(Scene scene, String state, String words) {
    Outcome outcome = scene.run("status", 0);
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.result().state()).isEqualTo(state);
    assertThat(outcome.result().message()).contains(words);
    return outcome;
  }

  private static void refused(Scene scene, String state, String words) {
    told(scene, state, words);
    Outcome plan = scene.run("plan", 0);
    assertThat(plan.verdict()).isEqualTo(Verdict.Refused);
    assertThat(plan.result().message()).contains(words);
    assertThat(scene.run("verify", 0).verdict()).isEqualTo(Verdict.VerificationFailed);
  }
}
