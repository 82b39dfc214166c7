package dev.slipway.runner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the token scan sees and what it does not fall for. */
class ScriptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          DROP TABLE orders;                                          | DROP TABLE
          drop /* x */ table if exists orders cascade                 | DROP TABLE
          DROP SCHEMA shop                                            | DROP SCHEMA
          DROP MATERIALIZED VIEW m                                    | DROP MATERIALIZED VIEW
          DROP TYPE mood                                              | DROP TYPE
          TRUNCATE orders                                             | TRUNCATE
          DELETE FROM orders                                          | DELETE without WHERE
          WITH gone AS (DELETE FROM orders RETURNING *) SELECT 1      | DELETE without WHERE
          ALTER TABLE orders DROP COLUMN note                         | DROP COLUMN
          ALTER TABLE orders DROP note                                | DROP COLUMN
          ALTER TABLE orders ADD a int, DROP COLUMN IF EXISTS b       | DROP COLUMN
          ALTER TABLE orders ADD CHECK (a IN (1, 2)), DROP b          | DROP COLUMN
          ALTER TABLE orders RENAME TO sales                          | RENAME
          ALTER TABLE orders RENAME COLUMN a TO b                     | RENAME
          ALTER VIEW v RENAME TO w                                    | RENAME
          ALTER TYPE mood RENAME VALUE 'a' TO 'b'                     | RENAME
          ALTER TABLE orders ALTER COLUMN a TYPE bigint               | ALTER COLUMN TYPE
          ALTER TABLE orders ALTER a SET DATA TYPE text USING a::text | ALTER COLUMN TYPE
          ALTER TABLE orders ALTER a SET NOT NULL                     | SET NOT NULL
          ALTER TABLE orders ADD a int NOT NULL                       | ADD COLUMN NOT NULL without DEFAULT
          ALTER TABLE orders SET SCHEMA other                         | SET SCHEMA
          ALTER TABLE orders DETACH PARTITION p                       | DETACH PARTITION
          ALTER FOREIGN TABLE f DROP COLUMN a                         | DROP COLUMN
          DO $$ BEGIN DROP TABLE orders; END $$                       | DROP TABLE
          DO $x$ BEGIN IF true THEN DROP TABLE a; END IF; END $x$     | DROP TABLE
          DO $$ BEGIN EXECUTE format('DROP TABLE %I', t); END $$       | DROP TABLE
          DO 'BEGIN EXECUTE ''TRUNCATE orders''; END'                 | TRUNCATE
          """)
  void aStatementThatLosesDataIsNamed(String sql, String words) {
    assertThat(Script.of(sql).destructive()).containsExactly(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE orders (id int NOT NULL)",
        "ALTER TABLE orders ADD COLUMN note text",
        "ALTER TABLE orders ADD COLUMN n int NOT NULL DEFAULT 0",
        "ALTER TABLE orders ADD COLUMN n bigserial NOT NULL",
        "ALTER TABLE orders ADD CONSTRAINT c CHECK (n IS NOT NULL) NOT VALID",
        "ALTER TABLE orders DROP CONSTRAINT c",
        "ALTER TABLE orders RENAME CONSTRAINT a TO b",
        "ALTER TABLE orders ALTER n DROP NOT NULL, ALTER m DROP DEFAULT, ALTER m SET DEFAULT 1",
        "ALTER INDEX a RENAME TO b",
        "ALTER TYPE mood ADD VALUE 'glad'",
        "DROP INDEX CONCURRENTLY by_id",
        "DROP TRIGGER t ON orders",
        "DELETE FROM orders WHERE id = 1",
        "INSERT INTO audit VALUES ('DROP TABLE orders; TRUNCATE orders')",
        "INSERT INTO audit VALUES (E'it\\'s; DROP TABLE orders')",
        "-- DROP TABLE orders;\nSELECT 1",
        "/* a /* nested */ DROP TABLE orders; */ SELECT 1",
        "SELECT \"DROP TABLE\" FROM orders",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM orders $$",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "GRANT DELETE, TRUNCATE ON orders TO app",
        "CREATE TABLE a (b int REFERENCES orders ON DELETE CASCADE)",
        "CREATE TRIGGER t AFTER DELETE OR TRUNCATE ON orders EXECUTE FUNCTION f()",
        "COPY a FROM STDIN;\nDROP TABLE it's data\n\\.\nSELECT 1",
        "DO $$ BEGIN UPDATE orders SET note = '' WHERE note IS NULL; END $$"
      })
  void whatLosesNothingIsLeftAlone(String sql) {
    assertThat(Script.of(sql).destructive()).isEmpty();
  }

  @Test
  void transactionControlIsFoundWithItsLine() {
    assertThat(Script.of("SELECT 1;\n\nCOMMIT;").transactionControl()).hasValue("COMMIT, line 3");
    assertThat(Script.of("DO $$ BEGIN COMMIT; END $$").transactionControl()).isEmpty();
    assertThat(Script.of("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; SELECT 1"))
        .satisfies(s -> assertThat(s.transactionControl()).isEmpty())
        .satisfies(s -> assertThat(s.size()).isEqualTo(2));
  }

  @Test
  void anIndexBuiltConcurrentlyIsRecognised() {
    assertThat(
            Script.of("create unique index concurrently if not exists \"By Id\" on shop.o (id)")
                .objectChange())
        .hasValue(new ObjectChange.BuildIndex("shop", "By Id", true));
    assertThat(Script.of("DROP INDEX CONCURRENTLY shop.By_Id;").objectChange())
        .hasValue(new ObjectChange.DropIndex("shop", "by_id", false));
    assertThat(Script.of("CREATE INDEX CONCURRENTLY ON orders (id)").objectChange()).isEmpty();
    assertThat(Script.of("CREATE INDEX by_id ON orders (id)").objectChange()).isEmpty();
  }
}
