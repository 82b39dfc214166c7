package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as people write them who never heard of us: each ends in the right verdict. */
@SideBySide
@MethodSource("grounds")
record StrangersFilesTest(Ground ground) {

  static List<Ground> grounds() {
    return List.of(new Ground("Flyway", 18), new Ground("Sql", 18));
  }

  private static final String REFUSED =
      """
      \\i more.sql                                             | a command of psql (\\i, line 1)
      INSERT INTO orders VALUES (1);~\\set x 1                 | a command of psql (\\set, line 2)
      \\restrict k7bF~SELECT 1;                                | a command of psql (\\restrict, line 1)
      BEGIN;~INSERT INTO orders VALUES (1);~COMMIT;            | its transaction itself (BEGIN, line 1)
      INSERT INTO orders VALUES (1);~END;                      | its transaction itself (END, line 2)
      PREPARE TRANSACTION 'x';                                 | its transaction itself (PREPARE
      SELECT 1;~CREATE INDEX CONCURRENTLY i ON orders (id);    | statement
      VACUUM orders;~VACUUM orders;                            | holds 2 statements
                                                               | is empty
      SELECT 'open;                                            | a string, line 1, that never ends
      SELECT $a$ open $b$;                                     | a $a$ quote, line 1, that never ends
      SELECT 1;~/* open /* inner */ SELECT 1;                  | a comment, line 2, that never ends
      SET client_encoding = 'LATIN1'; SELECT 1;                | changes the session's encoding
      SET NAMES 'LATIN1';                                      | changes the session's encoding
      SELECT pg_advisory_unlock_all();                         | releases locks that are not its own
      """;

  @Test
  void refusedByTheCheckAndAgainByTheMigration() {
    Scene scene = stranger("SELECT 1;");
    for (String line : REFUSED.lines().toList()) {
      String[] parts = line.split(" \\| ", 2);
      scene.file("V2__it.sql", parts[0].strip().replace('~', '\n'));

      Outcome check = scene.run("check", 0);

      assertThat(check.verdict()).as(line + check.text()).isEqualTo(Verdict.Refused);
      assertThat(check.result().message()).contains(scene.name("V2__it.sql"), parts[1].strip());
    }
    Outcome migrate = scene.run("migrate", UUID.randomUUID().toString(), 2);
    assertThat(migrate.verdict()).as(migrate.text()).isEqualTo(Verdict.Failed);
    assertThat(migrate.result().message()).contains("releases locks that are not its own");
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("0");
  }

  private static final List<String> FINE =
      List.of(
          "INSERT INTO orders VALUES (2); /* a /* nested; */ ; */ INSERT INTO orders VALUES (2);",
          "DO $x$ BEGIN INSERT INTO orders VALUES (3); PERFORM 'a;b'; END $x$;",
          "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 4; END; $$;"
              + " INSERT INTO orders SELECT f();",
          "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO orders VALUES (5); SELECT 1; END;"
              + " CALL p();",
          "INSERT INTO orders VALUES (length('it''s; -- ') - 3); -- the end",
          "INSERT INTO orders VALUES (length(E'ab\\'; bcd') - 1);",
          "SET search_path = pg_catalog; INSERT INTO shop.orders VALUES (8);",
          "SELECT set_config('search_path', '', false); INSERT INTO shop.orders VALUES (9);",
          "INSERT INTO orders VALUES (10); SET ROLE scenes;",
          "INSERT INTO orders VALUES (11); RESET ALL;",
          "CREATE TEMP TABLE t AS SELECT 12 AS i; INSERT INTO orders SELECT i FROM t;",
          "SELECT pg_advisory_lock(1); INSERT INTO orders VALUES (13);",
          "SAVEPOINT a; INSERT INTO orders VALUES (0); ROLLBACK TO a; RELEASE a;"
              + " INSERT INTO orders VALUES (14);",
          "ALTER TYPE mood ADD VALUE 'glad';",
          "VACUUM (ANALYZE) orders;",
          "-- nothing to do on purpose",
          ";;; INSERT INTO orders VALUES (18);;",
          "SET client_encoding = 'UTF8'; INSERT INTO orders VALUES (19);");

  @Test
  void takesEffectOnceAndTheNextFileFindsItsOwnSchema() {
    Scene scene = stranger(FINE.getFirst());
    for (int i = 1; i < FINE.size(); i++) {
      scene.file("V%d__it.sql".formatted(i + 2), FINE.get(i));
    }
    scene.file("V90__next.sql", "CREATE TABLE here (i int);");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT string_agg(id::text, ' ' ORDER BY id) FROM shop.orders"))
        .isEqualTo("2 2 3 4 5 6 7 8 9 10 11 12 13 14 18 19");
    assertThat(scene.value("SELECT to_regclass('shop.here')")).isEqualTo("shop.here");
    assertThat(scene.run("verify", 0).verdict()).isEqualTo(Verdict.Done);
  }

  private static final String FAILING =
      """
      ALTER TYPE mood ADD VALUE 'sad'; INSERT INTO moods VALUES ('sad');         | SQLSTATE 55P04
      DO $$ BEGIN COMMIT; END $$;                                                | SQLSTATE 2D000
      SET ROLE scenes; INSERT INTO shop.orders VALUES (1);                       | SQLSTATE 42501
      DO $$ BEGIN RAISE 'canary-password-7f3a %', repeat('x', 100000); END $$;   | raised by the file itself
      INSERT INTO orders SELECT 1; SELECT 'canary-password-7f3a'::int;           | SQLSTATE 22P02
      SELECT 1; SELECT * FORM canary;                                            | SQLSTATE 42601
      """;

  @Test
  void failsWithNothingChangedAndNothingTold() {
    Scene scene = stranger("SELECT 1;");
    long seq = 1;
    for (String line : FAILING.lines().toList()) {
      String[] parts = line.split(" \\| ", 2);
      scene.file("V2__it.sql", parts[0].strip());
      String attempt = UUID.randomUUID().toString();

      Outcome outcome = scene.run("migrate", attempt, ++seq);

      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Failed);
      assertThat(outcome.text()).contains(parts[1].strip()).doesNotContain("canary");
      assertThat(outcome.result().message().length()).isLessThan(700);
      if (seq == 2) {
        Outcome inspection = scene.run("inspect", attempt, ++seq);
        assertThat(inspection.result().state()).isEqualTo("NothingApplied");
      }
    }
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("0");
  }

  @Test
  void aByteOrderMarkAndForeignLineEndsHideNothing() {
    Scene good =
        stranger(
            "\uFEFFINSERT INTO orders VALUES (1);\r\n-- a comment\r\nINSERT INTO orders\r\nVALUES (2);\r\n");
    Scene bad = stranger("\uFEFFBEGIN;\r\nSELECT 1;\r\nCOMMIT;\r\n");
    Scene index = stranger("\uFEFFCREATE INDEX CONCURRENTLY i ON orders (id);\r\n");

    assertThat(good.run("migrate", UUID.randomUUID().toString(), 2).verdict())
        .isEqualTo(Verdict.Done);
    assertThat(good.value("SELECT count(*) FROM shop.orders")).isEqualTo("2");
    assertThat(bad.run("check", 0).result().message()).contains("BEGIN, line 1");
    assertThat(index.run("migrate", UUID.randomUUID().toString(), 2).verdict())
        .isEqualTo(Verdict.Done);
  }

  @Test
  void anotherEncodingIsRefusedByTheFilesName() throws Exception {
    Scene scene = stranger("SELECT 1;");
    Files.write(
        scene.migrations().resolve(scene.name("V2__it.sql")),
        "INSERT INTO orders VALUES (length('Käse'));".getBytes(StandardCharsets.ISO_8859_1));

    for (String verb : List.of("check", "migrate")) {
      Outcome outcome = scene.run(verb, UUID.randomUUID().toString(), 2);
      assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.BadInput);
      assertThat(outcome.result().message()).contains(scene.name("V2__it.sql"), "UTF-8");
    }
  }

  @Test
  void tenThousandStatementsAndAFloodOfNotices() {
    String inserts =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "INSERT INTO orders VALUES (" + i + ");")
            .collect(Collectors.joining("\n"));
    Scene scene =
        stranger(inserts)
            .file(
                "V3__flood.sql",
                "DO $$ BEGIN FOR i IN 1..50000 LOOP RAISE NOTICE '%', repeat('x', 200); END LOOP;"
                    + " END $$;");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT count(*) FROM shop.orders")).isEqualTo("10000");
  }

  @Test
  void aFileThatAsksForLooseCommitsIsCommittedForGood() {
    Scene scene =
        stranger(
            "SET synchronous_commit = off; CREATE TABLE seen AS SELECT 1 AS i; RESET ALL;"
                + " SET synchronous_commit = off;");
    scene.execute(
        "CREATE FUNCTION shop.watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " INSERT INTO shop.watched VALUES (current_setting('synchronous_commit'));"
            + " RETURN NULL; END $$; CREATE TABLE shop.watched (s text);"
            + " GRANT ALL ON shop.watched TO PUBLIC;"
            + " CREATE TRIGGER w AFTER INSERT ON slipway.file EXECUTE FUNCTION shop.watch()");

    Outcome outcome = scene.run("migrate", UUID.randomUUID().toString(), 2);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT string_agg(s, ',') FROM shop.watched")).isEqualTo("on");
  }

  /** The first file is in; the second one is the stranger's. */
  private Scene stranger(String sql) {
    Scene scene =
        Scene.on(ground)
            .file(
                "V1__orders.sql",
                "CREATE TABLE orders (id int); CREATE TYPE mood AS ENUM ('calm');"
                    + " CREATE TABLE moods (m mood);");
    assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    return scene.file("V2__it.sql", sql);
  }
}
