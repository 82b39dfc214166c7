package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.Wire;
import dev.slipway.runner.Wire.Cut;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement that is done in batches, with a cursor in the ledger. */
@SideBySide
@MethodSource("grounds")
record BackfillTest(Ground ground) {
  private static final String MARK = "-- slipway:batch table=orders key=id size=100 pause=1ms\n";

  /** Not the same when it is done twice, and with everything that makes its end hard to find. */
  private static final String COUNT =
      "UPDATE orders o SET n = n + 1, note = 'a ? WHERE' FROM shop.kinds k /* ; */"
          + " WHERE o.kind = k.id AND (o.kind = 1 OR o.kind = 2) -- the end\n;";

  static List<Ground> grounds() {
    return List.of(new Ground("Flyway", 18), new Ground("Sql", 14));
  }

  @Test
  void everyRowIsChangedOnceInManyTransactionsAndTheFilesAroundItInTheirOrder() {
    Scene scene = orders(1000).file("V2__count.sql", MARK.replace("key=id", "key=o.id") + COUNT);
    scene.file("V3__after.sql", "CREATE TABLE seen AS SELECT sum(n) AS n FROM orders;");
    if (ground.tool().equals("Flyway")) {
      scene.file("R__view.sql", "CREATE VIEW last AS SELECT n FROM seen;");
    }

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT n FROM shop.seen")).isEqualTo("1000");
    assertThat(scene.value("SELECT count(DISTINCT xmin::text) FROM shop.orders")).isEqualTo("10");
    assertThat(scene.value("SELECT rows || ' ' || done FROM slipway.backfill"))
        .isEqualTo("1000 true");
    assertThat(scene.run("verify", 0).result().state()).isEqualTo("AtTarget");
  }

  @Test
  void killedAtAnyMessageItGoesOnAfterTheLastBatchThatIsIn() throws Exception {
    Scene scene = orders(1000).file("V2__count.sql", MARK.replace("key=id", "key=o.id") + COUNT);
    Random random = new Random(7);
    String attempt = UUID.randomUUID().toString();
    long seq = 0;
    Outcome outcome;
    int kills = 0;
    do {
      try (Wire wire =
          new Wire(
              scene.port(),
              kills < 6 ? 120 + random.nextInt(200) : Integer.MAX_VALUE,
              random.nextBoolean() ? Cut.BEFORE_THE_POD_HEARS : Cut.BEFORE_THE_SERVER_HEARS)) {
        outcome = scene.run("migrate", attempt, ++seq, wire);
        kills += wire.dead() ? 1 : 0;
      }
    } while (outcome.verdict() != Verdict.Done && seq < 20);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(kills).isPositive();
    assertThat(scene.value("SELECT min(n) || ' ' || max(n) FROM shop.orders")).isEqualTo("1 1");
    assertThat(scene.value("SELECT rows FROM slipway.backfill")).isEqualTo("1000");
  }

  @Test
  void aFailureInTheMiddleIsTellingWhatIsIn() {
    Scene scene =
        orders(1000).file("V2__count.sql", MARK + "UPDATE orders SET n = 100 / (id - 450);");
    assertThat(scene.without("V2__count.sql").run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    scene.file("V2__count.sql", MARK + "UPDATE orders SET n = 100 / (id - 450);");
    String attempt = UUID.randomUUID().toString();

    Outcome failed = scene.run("migrate", attempt, 2);
    Outcome found = scene.run("inspect", attempt, 3);
    scene.file("V2__count.sql", MARK + "UPDATE orders SET n = 1;");
    Outcome edited = scene.run("migrate", UUID.randomUUID().toString(), 4);

    assertThat(failed.verdict()).as(failed.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(failed.result().message())
        .contains("part of " + scene.name("V2__count.sql") + " (400 rows)", "SQLSTATE 22012");
    assertThat(found.result().state()).isEqualTo("SomeApplied");
    assertThat(edited.result().message())
        .contains("was edited after its old text had changed 400 rows");
    assertThat(scene.value("SELECT count(*) FROM shop.orders WHERE n <> 0")).isEqualTo("51");
  }

  @Test
  void whatCannotBeDoneInBatchesIsRefusedBeforehand() {
    Scene scene = orders(10);
    for (List<String> one :
        List.of(
            List.of("-- slipway:batch table=orders\nUPDATE orders SET n = 1;", "not of the form"),
            List.of(MARK + "UPDATE orders SET n = 1; SELECT 1;", "has to hold one statement"),
            List.of(MARK + "CREATE TABLE x (i int);", "has to hold one statement"),
            List.of(MARK + "UPDATE orders SET n = 1 RETURNING id;", "take away RETURNING"))) {
      Outcome check = scene.file("V2__it.sql", one.getFirst()).run("check", 0);
      assertThat(check.verdict()).as(check.text()).isEqualTo(Verdict.Refused);
      assertThat(check.result().message()).contains(one.getLast());
    }
    scene.file("V2__it.sql", MARK.replace("key=id", "key=note") + "UPDATE orders SET n = 1;");
    assertThat(scene.run("migrate", UUID.randomUUID().toString(), 2).result().message())
        .contains("done in batches by note, which needs to be NOT NULL and to have an index");
  }

  private Scene orders(int rows) {
    return Scene.on(ground)
        .file(
            "V1__orders.sql",
            "CREATE TABLE kinds (id int PRIMARY KEY); INSERT INTO kinds VALUES (1), (2);"
                + " CREATE TABLE orders (id bigint PRIMARY KEY, kind int, n int DEFAULT 0, note"
                + " text); INSERT INTO orders SELECT i, 1 + i % 2 FROM generate_series(1, "
                + rows
                + ") i;");
  }
}
