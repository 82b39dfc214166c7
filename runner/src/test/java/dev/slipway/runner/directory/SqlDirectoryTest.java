package dev.slipway.runner.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.tool.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Demand D2: ordered SQL files, with the history tables that teams have. */
class SqlDirectoryTest {
  private static final String FIRST = "CREATE TABLE orders (id int);";
  private static final String SECOND = "ALTER TABLE orders ADD note text;";

  @TempDir Path directory;

  @Test
  void golangMigratesOneRowIsGoneOnWith() {
    Scene scene = lived("version bigint PRIMARY KEY, dirty boolean NOT NULL", "1, false");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().applied()).containsExactly("002");
    assertThat(scene.value("SELECT string_agg(h::text, ' ') FROM shop.schema_migrations h"))
        .isEqualTo("(2,f)");
    assertThat(scene.run("status", 0).result().state()).isEqualTo("AtTarget");

    scene
        .file("002_note.down.sql", "ALTER TABLE orders DROP note;")
        .with("SLIPWAY_REVERT_TO", "001");
    assertThat(scene.run("revert", 2).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT string_agg(h::text, ' ') FROM shop.schema_migrations h"))
        .isEqualTo("(1,f)");
  }

  @Test
  void golangMigratesDirtyRowIsAFailedFile() {
    Scene scene = lived("version bigint PRIMARY KEY, dirty boolean NOT NULL", "1, true");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Failed);
    assertThat(outcome.result().message()).contains("001_orders.up.sql is recorded as failed");
  }

  @ParameterizedTest
  @CsvSource({
    "version varchar PRIMARY KEY, '001', '001,002'",
    "version bigint PRIMARY KEY, '1', '1,2'",
    "filename text PRIMARY KEY, '001_orders.up.sql', '001_orders.up.sql,002_note.up.sql'",
    "name text PRIMARY KEY, '001_orders', '001_orders,002_note'"
  })
  void aRowForEachFileIsWrittenAsTheRowsBeforeIt(String column, String row, String rows) {
    Scene scene = lived(column + ", at timestamptz DEFAULT now()", "'" + row + "'");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    String name = column.substring(0, column.indexOf(' '));
    assertThat(
            scene.value(
                "SELECT string_agg(%1$s::text, ',' ORDER BY %1$s) FROM shop.schema_migrations"
                    .formatted(name)))
        .isEqualTo(rows);
  }

  @Test
  void aTableThatIsNoHistoryIsRefused() {
    Scene scene = lived("stamp int", "1");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).isEqualTo(Verdict.BadInput);
    assertThat(outcome.result().message()).contains("none of the columns version");
  }

  @Test
  void dbmatesFilesKeepBothWaysAndOnlyTheWayForwardIsRun() {
    Scene scene =
        scene()
            .file(
                "20260101_a.sql",
                "-- migrate:up\nCREATE TABLE a (i int);\n-- migrate:down\nDROP TABLE a;\n")
            .file(
                "20260102_b.sql",
                "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (i);\n"
                    + "-- migrate:down\nDROP INDEX i;\n");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().changed()).contains("+relation shop.a", "+index shop.i");
    scene.with("SLIPWAY_REVERT_TO", "20260101");
    assertThat(scene.run("revert", 2).result().changed()).containsExactly("-index shop.i");
  }

  @Test
  void statementsReachTheServerAsTheyAreWritten() {
    Scene scene =
        scene()
            .file(
                "1_all.sql",
                """
                CREATE TABLE a (i int, j jsonb, "Mixed ""Case" text); -- a comment; with a semicolon
                INSERT INTO a VALUES (1, '{"k": "it''s; {fn now()}"}', E'a\\';b'), (2, '{}', $x$c;$x$);
                CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;
                CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; END;
                /* nested /* ; */ */ DELETE FROM a WHERE NOT j ? 'k'
                """);

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT \"Mixed \"\"Case\" FROM shop.a WHERE i = 1")).isEqualTo("a';b");
    assertThat(scene.value("SELECT j ->> 'k' FROM shop.a")).isEqualTo("it's; {fn now()}");
  }

  @Test
  void whatAFileSetsDoesNotReachTheNext() {
    Scene scene =
        scene()
            .file("1_a.sql", "CREATE SCHEMA other; SET search_path = other; SET lock_timeout = 0;")
            .file("2_b.sql", "CREATE TABLE b (i int);");

    assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT to_regclass('shop.b')")).isEqualTo("shop.b");
  }

  @Test
  void namesThatNobodyWouldReadAreRefused() throws IOException {
    write("V1__a.sql", "SELECT 1;");
    write("2_b.SQL", "SELECT 1;");
    write("3_c.sql", "SELECT 1;");
    write("003_d.up.sql", "SELECT 1;");
    write("4_e.down.sql", "SELECT 1;");
    write("6_g.sql", "-- +goose Up\nSELECT 1;");
    write("7_h.sql", "COPY a FROM STDIN;\n1\n\\.\n");
    write("more/8_i.sql", "SELECT 1;");
    write("schema.sql", "SELECT 1;");
    write("3_c.down.sql", "SELECT 1;");

    FileNames names = new SqlFiles(directory).names();

    assertThat(names.faults())
        .hasSize(7)
        .anySatisfy(fault -> assertThat(fault).startsWith("V1__a.sql is named for Flyway"))
        .anySatisfy(fault -> assertThat(fault).startsWith("2_b.SQL does not end"))
        .anySatisfy(fault -> assertThat(fault).contains("003_d.up.sql", "3_c.sql", "same version"))
        .anySatisfy(fault -> assertThat(fault).startsWith("4_e.down.sql has no file"))
        .anySatisfy(fault -> assertThat(fault).startsWith("6_g.sql is written for goose"))
        .anySatisfy(fault -> assertThat(fault).startsWith("7_h.sql copies rows"))
        .anySatisfy(fault -> assertThat(fault).startsWith("more/8_i.sql lies in a folder"));
    assertThat(names.notes()).singleElement().asString().startsWith("schema.sql");
  }

  /** A database whose first file was applied by another program. */
  private static Scene lived(String columns, String row) {
    Scene scene =
        scene()
            .file("001_orders.up.sql", FIRST)
            .file("001_orders.down.sql", "DROP TABLE orders;")
            .file("002_note.up.sql", SECOND);
    String owner = scene.value("SELECT current_database()");
    scene.execute("CREATE SCHEMA shop AUTHORIZATION " + owner);
    scene.execute("CREATE TABLE shop.schema_migrations (" + columns + ")");
    scene.execute("INSERT INTO shop.schema_migrations VALUES (" + row + ")");
    scene.execute("CREATE TABLE shop.orders (id int)");
    scene.execute("ALTER TABLE shop.orders OWNER TO " + owner);
    scene.execute("ALTER TABLE shop.schema_migrations OWNER TO " + owner);
    return scene;
  }

  private static Scene scene() {
    return Scene.on(new Ground("Sql", 18));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
