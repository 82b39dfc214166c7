package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demand D5: what is read from the database after the last file. */
@SideBySide
@ValueSource(ints = {14, 18})
record VerificationTest(int major) {

  @Test
  void whatHasChangedIsToldObjectByObjectWithFingerprintsOfBeforeAndAfter() {
    Scene scene = orders();
    Outcome first = scene.run("migrate", UUID.randomUUID().toString(), 1);
    scene.file(
        "V2__more.sql",
        "ALTER TABLE orders ADD note text; DROP VIEW v; CREATE INDEX i ON orders (note);"
            + " ALTER TABLE orders ALTER id TYPE bigint;");

    Outcome second = scene.run("migrate", UUID.randomUUID().toString(), 2);
    Outcome third = scene.run("migrate", UUID.randomUUID().toString(), 3);

    assertThat(second.result().changed())
        .as(second.text())
        .containsExactly(
            "~column shop.orders.id",
            "+column shop.orders.note",
            "-column shop.v.one",
            "+index shop.i",
            "-relation shop.v");
    assertThat(second.result().fingerprintBefore()).isEqualTo(first.result().fingerprintAfter());
    assertThat(second.result().fingerprintAfter()).isNotEqualTo(first.result().fingerprintAfter());
    assertThat(third.result().fingerprintBefore()).isEqualTo(third.result().fingerprintAfter());
    assertThat(third.result().changed()).isNull();
    assertThat(third.result().notes()).isNull();
  }

  @Test
  void partitionsThatComeAndGoAreNoChange() {
    Scene scene =
        orders().file("V2__parts.sql", "CREATE TABLE parts (i int) PARTITION BY LIST (i);");
    scene.run("migrate", 1);
    String before = scene.run("status", 0).result().fingerprintAfter();
    scene.execute("CREATE TABLE shop.one PARTITION OF shop.parts FOR VALUES IN (1)");

    assertThat(scene.run("status", 0).result().fingerprintAfter()).isEqualTo(before);
  }

  @Test
  void whatOthersHaveChangedMeanwhileIsReportedAndNotFailed() {
    Scene scene = orders();
    scene.run("migrate", 1);
    scene.execute("ALTER TABLE shop.orders ADD hotfix int");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().notes())
        .singleElement()
        .asString()
        .startsWith("SchemaChangedByOthers");
  }

  @Test
  void aRunWithoutAVerdictIsNoReasonToSuspectOthers() {
    Scene scene = orders();
    scene.run("migrate", 1);
    scene.execute("ALTER TABLE shop.orders ADD by_the_run int");
    scene.execute(
        "INSERT INTO slipway.attempt (release, seq, id, number, history, state, pod)"
            + " SELECT release, 2, id, number, history, 'RUNNING', '' FROM slipway.attempt");

    assertThat(scene.run("migrate", 3).result().notes()).isNull();
  }

  @Test
  void aConstraintThatIsNotValidatedIsTold() {
    Scene scene =
        orders().file("V2__c.sql", "ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID;");

    assertThat(scene.run("migrate", 1).result().notes())
        .containsExactly("shop.orders.c is not validated; validate it in a later file");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTableThatTheApplicationCannotReadIsTold(boolean named) {
    Scene scene = orders();
    String role = "app_" + UUID.randomUUID().toString().substring(0, 8);
    scene.execute("CREATE ROLE " + role);
    scene.run("migrate", UUID.randomUUID().toString(), 1);
    scene.execute("GRANT USAGE ON SCHEMA shop TO " + role);
    scene.execute("GRANT SELECT ON shop.orders TO " + role);
    if (named) {
      scene.with("SLIPWAY_APPLICATION_ROLE", role);
    }
    scene
        .file("V2__more.sql", "CREATE TABLE more (i int);")
        .file(
            "V3__even.sql",
            "CREATE TABLE even_more (i int); GRANT SELECT ON even_more TO " + role + ";");

    assertThat(scene.run("migrate", UUID.randomUUID().toString(), 2).result().notes())
        .containsExactly(role + " may not read shop.more; grant it in a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT count(*) = 0 FROM shop.orders | Done | applied 1",
        "SELECT count(*) > 0 FROM shop.orders | VerificationFailed | does not answer true",
        "SELECT 1 FROM nowhere | VerificationFailed | own check fails: relation",
        "DELETE FROM shop.orders RETURNING true | VerificationFailed | own check fails"
      })
  void theReleasesOwnCheckHasToAnswerTrue(String sql, Verdict verdict, String words) {
    Scene scene = orders().with("SLIPWAY_CHECK_SQL", sql);
    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(verdict);
    assertThat(outcome.result().message()).contains(words);
    assertThat(outcome.result().current()).isEqualTo("1");
    Outcome inspection = scene.run("inspect", 2);
    assertThat(inspection.verdict()).as("a run may end before its verification").isEqualTo(verdict);
    assertThat(inspection.result().state()).isEqualTo("Applied");
  }

  private Scene orders() {
    return Scene.on(major)
        .file("V1__orders.sql", "CREATE TABLE orders (id int); CREATE VIEW v AS SELECT 1 AS one;");
  }
}
