package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** The way down by files, for each tool. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record RevertTest(Ground ground) {

  @Test
  void downToAVersionAndUpAgain() {
    Scene scene = released().with("SLIPWAY_REVERT_TO", "1");

    Outcome down = scene.run("revert", 2);

    assertThat(down.verdict()).as(down.text()).isEqualTo(Verdict.Done);
    assertThat(down.result().message()).isEqualTo("taken back 3, 2, schema at 1");
    assertThat(down.result().current()).isEqualTo("1");
    assertThat(down.result().changed())
        .containsExactly("-column shop.more.id", "-column shop.orders.note", "-relation shop.more");
    assertThat(scene.run("status", 0).result().state()).isEqualTo("Behind");
    assertThat(scene.run("revert", 3).result().message()).startsWith("nothing to take back");
    Outcome up = scene.run("migrate", 4);
    assertThat(up.verdict()).as(up.text()).isEqualTo(Verdict.Done);
    assertThat(up.result().fingerprintAfter()).isEqualTo(down.result().fingerprintBefore());
    assertThat(scene.run("revert", 5).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void downToBeforeTheFirstFile() {
    Scene scene = released().with("SLIPWAY_REVERT_TO", "0");

    Outcome down = scene.run("revert", 2);

    assertThat(down.verdict()).as(down.text()).isEqualTo(Verdict.Done);
    assertThat(down.result().current()).isNull();
    assertThat(scene.value("SELECT to_regclass('shop.orders')")).isEqualTo("null");
  }

  @Test
  void withoutAFileForTheWayDownNothingIsTouched() {
    Scene scene = released().without("U2__note.sql").with("SLIPWAY_REVERT_TO", "1");

    Outcome down = scene.run("revert", 2);

    assertThat(down.code()).isEqualTo(16);
    assertThat(down.result().message())
        .isEqualTo(scene.name("V2__note.sql") + " has no file for the way down");
    assertThat(scene.value("SELECT to_regclass('shop.more')")).isEqualTo("shop.more");
  }

  @Test
  void aVersionThatIsNotInTheHistoryIsRefused() {
    Outcome down = released().with("SLIPWAY_REVERT_TO", "7").run("revert", 2);

    assertThat(down.verdict()).isEqualTo(Verdict.BadInput);
    assertThat(down.result().message()).contains("version 7 is not in the history");
  }

  @Test
  void whatWasTakenBackBeforeAFailureIsNamed() {
    Scene scene =
        released()
            .file("U2__note.sql", "ALTER TABLE orders DROP nothing;")
            .with("SLIPWAY_REVERT_TO", "1");

    Outcome down = scene.run("revert", 2);
    Outcome mended = scene.file("U2__note.sql", "ALTER TABLE orders DROP note;").run("revert", 3);

    assertThat(down.verdict()).as(down.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(down.result().message()).startsWith("taken back: 3; not taken back: ");
    assertThat(mended.result().message()).isEqualTo("taken back 2, schema at 1");
  }

  @Test
  void aRunThatWasReplacedTakesNothingBack() {
    Scene scene = released().with("SLIPWAY_REVERT_TO", "1");
    scene.run("inspect", 9);

    assertThat(scene.run("revert", 2).verdict()).isEqualTo(Verdict.Fenced);
    assertThat(scene.value("SELECT to_regclass('shop.more')")).isEqualTo("shop.more");
  }

  private Scene released() {
    Scene scene =
        Scene.on(ground)
            .file("V1__orders.sql", "CREATE TABLE orders (id int);")
            .file("U1__orders.sql", "DROP TABLE orders;")
            .file("V2__note.sql", "ALTER TABLE orders ADD note text;")
            .file("U2__note.sql", "ALTER TABLE orders DROP note;")
            .file("V3__more.sql", "CREATE TABLE more (id int);")
            .file("U3__more.sql", "DROP TABLE more;");
    Outcome up = scene.run("migrate", 1);
    assertThat(up.verdict()).as(up.text()).isEqualTo(Verdict.Done);
    return scene;
  }
}
