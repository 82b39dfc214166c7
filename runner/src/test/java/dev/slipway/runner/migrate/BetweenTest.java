package dev.slipway.runner.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demand D5: what others change between two releases is told by the next one, with its name. */
@Order(1) // takes long, so it is begun first
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
class BetweenTest {
  private static final String CHANGED =
      "SchemaChangedByOthers: before this run the schema was no longer as the last release left it";

  private static final String ORDERS =
      """
      CREATE TYPE state AS ENUM ('new');
      CREATE TABLE orders (id int, state state);
      CREATE VIEW v AS SELECT 1 AS one;
      CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE INDEX events_id ON events (id);
      CREATE TABLE events_p1 PARTITION OF events
        FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      CREATE TABLE events_p2 PARTITION OF events
        FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
      """;

  private final Ground ground;
  private final Scene scene;
  @TempDir Path folder;
  private long seq;

  BetweenTest(Ground ground) {
    this.ground = ground;
    scene = Scene.on(ground).file("V1__orders.sql", ORDERS);
  }

  @Test
  void whatIsNewGoneOrDifferentIsNamedOnce() {
    release();
    scene.execute(
        "ALTER TABLE shop.orders ADD hotfix int; CREATE INDEX slow ON shop.orders (id);"
            + " DROP VIEW shop.v; ALTER TYPE shop.state ADD VALUE 'paid'");

    Outcome told = release();
    Outcome again = release();

    assertThat(told.verdict()).as(told.text()).isEqualTo(Verdict.Done);
    assertThat(told.result().notes())
        .containsExactly(
            CHANGED
                + ": +column shop.orders.hotfix, -column shop.v.one, +index shop.slow,"
                + " -relation shop.v, ~type shop.state");
    assertThat(told.result().message()).contains("hotfix");
    assertThat(again.result().notes()).as(again.text()).isNull();
  }

  @Test
  void ofManyTheFirstAreNamedInAMessageThatFits() throws IOException {
    release();
    scene.execute(
        IntStream.rangeClosed(1, 300)
            .mapToObj("CREATE TABLE shop.a_table_with_a_rather_long_name_%03d (id int)"::formatted)
            .collect(Collectors.joining(";")));
    Path file = folder.resolve("result");
    scene.with("SLIPWAY_RESULT_FILE", file.toString());

    Outcome told = release();

    String message = Files.readString(file);
    assertThat(message.getBytes(UTF_8).length).isLessThanOrEqualTo(1024);
    assertThat(message)
        .contains("+column shop.a_table_with_a_rather_long_name_001.id, ")
        .containsPattern(" \\+59[0-9] more");
    assertThat(told.verdict()).isEqualTo(Verdict.Done);
  }

  /** pg_partman's way: made, dropped, or taken out of the table and kept. */
  @Test
  void partitionsTemporaryTablesAndExtensionsAreNobodysChange() {
    release();
    scene.execute(
        """
        CREATE TABLE shop.events_p3 PARTITION OF shop.events
          FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
        DROP TABLE shop.events_p1;
        ALTER TABLE shop.events DETACH PARTITION shop.events_p2;
        CREATE EXTENSION hstore SCHEMA shop;
        CREATE TEMPORARY TABLE orders (id int);
        ANALYZE shop.orders;
        GRANT SELECT ON shop.orders TO PUBLIC;
        """);

    Outcome silent = release();
    scene.execute(
        "ALTER TABLE shop.events DETACH PARTITION shop.events_p3; ALTER TABLE shop.events ADD n int");
    Outcome told = release();

    assertThat(silent.result().notes()).as(silent.text()).isNull();
    assertThat(told.result().notes()).containsExactly(CHANGED + ": +column shop.events.n");
  }

  @Test
  void backendsOfOneDatabaseHearOfTheirOwnSchemasOnly() {
    Scene billing =
        scene.beside("shop/billing", "billing").file("V1__b.sql", "CREATE TABLE b (i int);");
    release();
    billing.run("migrate", 1);
    scene.execute("ALTER TABLE billing.b ADD hotfix int");

    assertThat(release().result().notes()).isNull();
    assertThat(billing.run("migrate", UUID.randomUUID().toString(), 2).result().notes())
        .containsExactly(CHANGED + ": +column billing.b.hotfix");
    assertThat(scene.value("SELECT count(*) FROM slipway.catalog")).isEqualTo("2");
  }

  @Test
  void aDatabaseThatWasTakenOverIsComparedFromThenOn() {
    String owner = scene.value("SELECT current_database()");
    scene.execute("CREATE SCHEMA shop AUTHORIZATION " + owner + " CREATE TABLE orders (id int)");
    scene.with("SLIPWAY_BASELINE_VERSION", "1").with("SLIPWAY_BASELINE_OBJECTS", "shop.orders");

    Outcome taken = release();
    scene.execute("ALTER TABLE shop.orders ADD hotfix int");
    Outcome told = release();

    assertThat(taken.result().notes()).as(taken.text()).isNull();
    assertThat(told.result().notes()).containsExactly(CHANGED + ": +column shop.orders.hotfix");
  }

  /** What a dump brings back has other numbers in the catalog, and the same definitions. */
  @Test
  void aDatabaseRestoredFromADumpIsAsItWas() {
    release();
    Scene restored = Scene.on(ground).file("V1__orders.sql", ORDERS);
    restored.run("migrate", 1);
    for (String table : new String[] {"attempt", "file", "catalog"}) {
      restored.execute(
          "TRUNCATE slipway.%1$s; INSERT INTO slipway.%1$s SELECT * FROM json_populate_recordset("
                  .formatted(table)
              + "NULL::slipway.%s, $rows$".formatted(table)
              + scene.value("SELECT json_agg(t) FROM slipway." + table + " t")
              + "$rows$)");
    }

    Outcome silent = restored.run("migrate", UUID.randomUUID().toString(), 2);
    restored.execute("ALTER TABLE shop.orders ADD hotfix int");
    Outcome told = restored.run("migrate", UUID.randomUUID().toString(), 3);

    assertThat(silent.verdict()).as(silent.text()).isEqualTo(Verdict.Done);
    assertThat(silent.result().notes()).isNull();
    assertThat(told.result().notes()).containsExactly(CHANGED + ": +column shop.orders.hotfix");
  }

  @Test
  void whoFailsOrIsTurnedAwayTellsItAndSoDoesTheRunThatGoesThrough() {
    release();
    scene.execute("ALTER TABLE shop.orders ADD hotfix int");
    scene.file("V2__bad.sql", "ALTER TABLE orders ADD hotfix text;");

    Outcome failed = release();
    scene.file("V2__bad.sql", "ALTER TABLE orders ADD other text;");
    Outcome done = release();

    assertThat(failed.verdict()).as(failed.text()).isEqualTo(Verdict.Failed);
    assertThat(failed.result().notes()).contains(CHANGED + ": +column shop.orders.hotfix");
    assertThat(done.result().notes()).containsExactly(CHANGED + ": +column shop.orders.hotfix");
    assertThat(release().result().notes()).isNull();
  }

  /** An index may have been finished by a run that was cut off before it could say so. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatARunThatWasCutOffHasLeftIsNobodysChange(boolean begun) {
    release();
    scene.execute("CREATE INDEX late ON shop.orders (id)");
    UUID cutOff = UUID.randomUUID();
    scene.execute(
        "INSERT INTO slipway.attempt (release, seq, id, number, history, state, pod, result)"
            + " SELECT release, 2, '%s', number, history, 'Unreachable', '',".formatted(cutOff)
            + " '{\"verdict\": \"Unreachable\", \"message\": \"\", \"fingerprintAfter\": \"%s\"}'"
                .formatted(scene.run("status", 0).result().fingerprintAfter())
            + " FROM slipway.attempt");
    if (begun) {
      scene.execute(
          "INSERT INTO slipway.file"
              + " (attempt, seq, file, version, checksum, state, transactional, history)"
              + " SELECT '%s', 2, 'x', '2', 0, 'FAILED', false, history".formatted(cutOff)
              + " FROM slipway.attempt WHERE seq = 2");
    }
    seq = 2;

    Outcome next = release();

    assertThat(next.verdict()).as(next.text()).isEqualTo(Verdict.Done);
    if (begun) {
      assertThat(next.result().notes()).isNull();
    } else {
      assertThat(next.result().notes()).containsExactly(CHANGED + ": +index shop.late");
    }
  }

  @Test
  void aSchemaThatBecomesOursOrAnotherMajorOfTheServerIsNoChange() {
    release();
    scene.execute("CREATE SCHEMA more CREATE TABLE t (i int)");
    scene.with("SLIPWAY_SCHEMAS", "shop,more");
    assertThat(release().result().notes()).isNull();

    scene.execute("ALTER TABLE more.t ADD j int");
    assertThat(release().result().notes()).containsExactly(CHANGED + ": +column more.t.j");

    scene.execute(
        "ALTER TABLE more.t ADD k int; UPDATE slipway.catalog"
            + " SET objects = jsonb_set(objects::jsonb, '{major}', '9')::json");
    assertThat(release().result().notes()).isNull();
  }

  /** The first release after Slipway's update, and those after it. */
  @Test
  void aLedgerOfBeforeGetsTheTableAndTellsNamesFromThenOn() {
    release();
    scene.execute("DROP TABLE slipway.catalog; ALTER TABLE shop.orders ADD hotfix int");

    Outcome first = release();
    scene.execute("ALTER TABLE shop.orders ADD another int");
    Outcome second = release();

    assertThat(first.verdict()).as(first.text()).isEqualTo(Verdict.Done);
    assertThat(first.result().notes()).containsExactly(CHANGED);
    assertThat(second.result().notes()).containsExactly(CHANGED + ": +column shop.orders.another");
  }

  /** A DBA has made the ledger before there was this table, or grants it to another role only. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereTheMigratorMayNotKeepItTheReleaseGoesOnAndSaysWhatIsNeeded(boolean there) {
    release();
    String owner = scene.value("SELECT current_database()");
    scene.execute(
        "REASSIGN OWNED BY %1$s TO postgres; ALTER SCHEMA shop OWNER TO %1$s; ".formatted(owner)
            + "ALTER TABLE shop.orders OWNER TO %1$s; ALTER TABLE %2$s OWNER TO %1$s;"
                .formatted(owner, scene.history())
            + "GRANT USAGE ON SCHEMA slipway TO %1$s; GRANT SELECT, INSERT, UPDATE ON"
                .formatted(owner)
            + " slipway.attempt, slipway.file, slipway.backfill TO %1$s;".formatted(owner)
            + "REVOKE ALL ON slipway.catalog FROM %1$s;".formatted(owner)
            + (there ? "" : "DROP TABLE slipway.catalog;")
            + "ALTER TABLE shop.orders ADD hotfix int");

    Outcome told = release();

    assertThat(told.verdict()).as(told.text()).isEqualTo(Verdict.Done);
    assertThat(told.result().notes())
        .containsExactly(
            CHANGED
                + " (which objects can be told once the migrator may write the table"
                + " slipway.catalog)");
    assertThat(release().result().notes()).isNull();
  }

  private Outcome release() {
    return scene.run("migrate", UUID.randomUUID().toString(), ++seq);
  }
}
