package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database with three years behind it, taken over by a baseline and released to by a role that
 * has no more than managed services give: one release for each hardship, and each is told what it
 * has changed, object by object (D5).
 */
@SideBySide
@MethodSource("grounds")
class LivedDatabaseTest {
  private static final Path HISTORY = Path.of("src/test/resources/lived.sql");

  private final Ground ground;
  private final Scene scene;
  private final String owner;
  private long seq;
  private int version = 12;

  static List<Ground> grounds() {
    return List.of(new Ground("Flyway", 14), new Ground("Sql", 18));
  }

  LivedDatabaseTest(Ground ground) throws IOException {
    this.ground = ground;
    scene = Scene.on(ground);
    owner = scene.value("SELECT current_database()");
    scene.execute(Files.readString(HISTORY).replace("@owner@", owner));
    scene
        .file("V12__what_was.sql", "-- made by hand, over three years\n")
        .with("SLIPWAY_BASELINE_VERSION", "12")
        .with("SLIPWAY_BASELINE_OBJECTS", "shop.orders.state,shop.turnover");
  }

  @AfterEach
  void releaseTheSlot() {
    scene.execute("SELECT pg_drop_replication_slot(current_database())");
  }

  @Test
  void oneReleaseForEachHardship() {
    Map<String, List<String>> releases =
        Map.ofEntries(
            Map.entry("ALTER TABLE orders ADD note text;", List.of("+column shop.orders.note")),
            Map.entry(
                "CREATE OR REPLACE VIEW open_orders AS SELECT id, customer, total, state FROM"
                    + " orders WHERE state = 'new';",
                List.of("+column shop.open_orders.state", "~relation shop.open_orders")),
            Map.entry("ALTER TYPE state ADD VALUE 'gone';", List.of("~type shop.state")),
            Map.entry("REFRESH MATERIALIZED VIEW CONCURRENTLY turnover;", List.of()),
            Map.entry(
                "ALTER DOMAIN email ADD CONSTRAINT short CHECK (length(VALUE) < 99) NOT VALID;"
                    + " ALTER DOMAIN email VALIDATE CONSTRAINT short;",
                List.of("~domain shop.email")),
            Map.entry(
                "CREATE TABLE events_p2026_12 PARTITION OF events"
                    + " FOR VALUES FROM ('2026-12-01') TO ('2027-01-01');",
                List.of()),
            Map.entry(
                "ALTER TABLE customers ADD nick citext; CREATE EXTENSION hstore SCHEMA shop;",
                List.of("+column shop.customers.nick")),
            Map.entry(
                "CREATE INDEX orders_customer ON orders (customer) WHERE state = 'new';",
                List.of("+index shop.orders_customer")),
            Map.entry("CREATE INDEX events_at ON events (at);", List.of("+index shop.events_at")),
            Map.entry(
                "CREATE OR REPLACE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN RETURN NEW; END';",
                List.of("~function shop.noted()")),
            Map.entry(
                "DROP POLICY own ON customers; CREATE POLICY own ON customers USING (true);",
                List.of("~policy shop.customers.own")),
            Map.entry(
                "ALTER TABLE orders DISABLE TRIGGER noted;", List.of("~trigger shop.orders.noted")),
            Map.entry(
                "CREATE TABLE owed (id bigint PRIMARY KEY); ALTER TABLE owed ADD FOREIGN KEY (id)"
                    + " REFERENCES orders NOT VALID; ALTER TABLE owed VALIDATE CONSTRAINT"
                    + " owed_id_fkey;",
                List.of(
                    "+column shop.owed.id",
                    "+constraint shop.owed.owed_id_fkey",
                    "+constraint shop.owed.owed_pkey",
                    "+index shop.owed_pkey",
                    "+relation shop.owed")));

    Outcome taken = release("SELECT 1;");
    assertThat(taken.result().before()).as(taken.text()).isEqualTo("12");
    releases.forEach((sql, changed) -> {
      Outcome outcome = release(sql);
      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
      assertThat(outcome.result().notes()).as(outcome.text()).isNull();
      assertThat(outcome.result().changed() == null ? List.of() : outcome.result().changed())
          .filteredOn(object -> !object.contains("_not_null"))
          .as(sql)
          .isEqualTo(changed);
    });
    assertThat(
            scene.value("SELECT has_table_privilege('" + owner + "_app', 'shop.owed', 'SELECT')"))
        .isEqualTo("t");
    assertThat(scene.value("SELECT to_regclass('billing.invoices')")).isEqualTo("billing.invoices");
  }

  @Test
  void anInvalidIndexIsMadeAgainWhereAFileAsksForItAndLeftWhereNobodyDoes() {
    release("SELECT 1;");

    Outcome outcome = release("CREATE INDEX CONCURRENTLY orders_total ON orders (total);");

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(
            scene.value(
                "SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ',' ORDER BY 1)"
                    + " FROM pg_index WHERE indexrelid::regclass::text LIKE 'shop.orders_%o%t%'"))
        .contains("shop.orders_total true", "shop.orders_forgotten false");
    assertThat(scene.run("verify", 0).result().message())
        .contains("indexes are not valid: shop.orders_forgotten");
  }

  @Test
  void aPartitionIsDetachedBesideTheTrafficAndChurnIsNobodysChange() {
    release("SELECT 1;");
    scene.execute("SET ROLE " + owner + "; DROP TABLE shop.events_p2026_10");

    scene.fileOutside(
        "V14__it.sql", "ALTER TABLE events DETACH PARTITION events_p2026_11 CONCURRENTLY;");
    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), ++seq);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.text()).doesNotContain("SchemaChangedByOthers");
    assertThat(
            scene.value(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = 'shop.events'::regclass"))
        .isEqualTo("0");
  }

  @Test
  void whatTheRoleMayNotChangeFailsWithTheObjectsNameAndNothingChanged() {
    release("SELECT 1;");
    for (String sql :
        List.of(
            "ALTER TABLE orders ADD x int; ALTER TABLE billing.invoices ADD x int;",
            "ALTER TABLE orders ADD x int; ALTER SYSTEM SET work_mem = '1MB';",
            "ALTER TABLE orders ADD x int; COPY orders TO PROGRAM 'cat';",
            "ALTER TABLE orders ADD x int; CREATE EXTENSION file_fdw;")) {
      Outcome outcome = release(sql);
      version--;
      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Failed);
      assertThat(outcome.result().current()).isEqualTo("13");
    }
    assertThat(
            scene.value(
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'shop'"
                    + " AND column_name = 'x'"))
        .isEqualTo("0");
  }

  @Test
  void aFailedRowOfAnotherProgramIsNamedAndARepairedHistoryGoesOn() {
    release("SELECT 1;");
    if (ground.tool().equals("Flyway")) { // the other tool's own table has no failed rows
      scene.execute(
          "INSERT INTO shop.flyway_schema_history SELECT 99, '14', 'it', 'SQL', 'V14__it.sql', 0,"
              + " 'somebody', now(), 0, false");
      Outcome refused = release("ALTER TABLE orders ADD note text;");
      scene.execute("DELETE FROM shop.flyway_schema_history WHERE NOT success");
      version--;

      assertThat(refused.verdict()).as(refused.text()).isEqualTo(Verdict.Failed);
      assertThat(refused.result().message()).contains("V14__it.sql is recorded as failed");
    }

    assertThat(release("ALTER TABLE orders ADD note text;").verdict()).isEqualTo(Verdict.Done);
  }

  private Outcome release(String sql) {
    version++;
    scene.file("V" + version + "__it.sql", sql);
    return scene.run("migrate", UUID.randomUUID().toString(), ++seq);
  }
}
