package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator has lost, the database still knows. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record LostResultTest(Ground ground) {

  /** Its Job was deleted, its node is gone: nobody has read how it ended. */
  @Test
  void aJobThatIsDeletedBeforeItsResultWasReadIsFoundToHaveDoneItsWork() {
    Scene scene = probe();
    scene.run("migrate", 1);

    Outcome found = scene.run("inspect", 2);
    Outcome next = scene.run("migrate", 3);

    assertThat(found.result().state()).as(found.text()).isEqualTo("Applied");
    assertThat(found.result().applied()).containsExactly("1", "2", "3");
    assertThat(next.verdict()).as(next.text()).isEqualTo(Verdict.Done);
    assertThat(next.result().before()).isNull();
    everyEffectOnce(scene);
  }

  @Test
  void afterTheFilesThatFailedTooOnlyWhatIsNotInIsApplied() {
    Scene scene = probe().file("V4__bad.sql", "INSERT INTO probe VALUES (4); SELECT 1/0;");
    scene.run("migrate", 1);

    Outcome found = scene.run("inspect", 2);
    Outcome next = scene.file("V4__bad.sql", "SELECT 1;").run("migrate", 3);

    assertThat(found.result().state()).as(found.text()).isEqualTo("SomeApplied");
    assertThat(next.verdict()).as(next.text()).isEqualTo(Verdict.Done);
    everyEffectOnce(scene);
  }

  /** An operator whose record is from yesterday counts from yesterday's number. */
  @Test
  void aRecordThatWasRestoredFromABackupIsTurnedAwayAndGoesOnAboveTheLedgersNumber() {
    Scene scene = probe();
    scene.run("migrate", UUID.randomUUID().toString(), 7);
    scene.file("V4__more.sql", "INSERT INTO probe VALUES (5);");
    String attempt = UUID.randomUUID().toString();

    Outcome old = scene.run("migrate", attempt, 3);
    Outcome asked = scene.run("inspect", attempt, 4);
    long highest = asked.result().highest() == null ? 0 : asked.result().highest();
    Outcome above = scene.run("migrate", attempt, highest + 1);

    assertThat(old.verdict()).as(old.text()).isEqualTo(Verdict.Fenced);
    assertThat(old.result().highest()).isEqualTo(7);
    assertThat(highest).isEqualTo(7);
    assertThat(above.verdict()).as(above.text()).isEqualTo(Verdict.Done);
    assertThat(above.result().applied()).containsExactly("4");
    everyEffectOnce(scene);
  }

  private Scene probe() {
    return Scene.on(ground)
        .file("V1__probe.sql", "CREATE TABLE probe (n int); INSERT INTO probe VALUES (1);")
        .file("V2__index.sql", "CREATE INDEX CONCURRENTLY probe_n ON probe (n);")
        .file("V3__more.sql", "INSERT INTO probe VALUES (3);");
  }

  private static void everyEffectOnce(Scene scene) {
    assertThat(
            scene.value("SELECT max(c) FROM (SELECT count(*) AS c FROM shop.probe GROUP BY n) x"))
        .isEqualTo("1");
    assertThat(
            scene.value(
                "SELECT count(*) || ' ' || bool_and(indisvalid) FROM pg_index"
                    + " WHERE indrelid = 'shop.probe'::regclass"))
        .isEqualTo("1 true");
    assertThat(
            scene.value(
                "SELECT max(c) FROM (SELECT count(*) AS c FROM "
                    + scene.history()
                    + " GROUP BY version) x"))
        .isEqualTo("1");
  }
}
