package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Demand D5: what a run's files have changed is told apart from what others changed meanwhile. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#all")
record MeanwhileTest(Ground ground) {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  /** Goes on when somebody else has come, too. */
  private static final String MEET =
      """
      SELECT nextval('public.arrivals');
      DO $$ BEGIN
        WHILE (SELECT last_value FROM public.arrivals) < 2 LOOP PERFORM pg_sleep(0.02); END LOOP;
      END $$;
      """;

  private static final String EVERYTHING =
      """
      CREATE TYPE state AS ENUM ('new');
      CREATE DOMAIN email AS text;
      CREATE TABLE orders (id int PRIMARY KEY, mail email, state state DEFAULT 'new');
      CREATE TABLE others (id int PRIMARY KEY, n int DEFAULT 1);
      CREATE TABLE parts (at date) PARTITION BY RANGE (at);
      CREATE VIEW seen AS SELECT id FROM orders;
      CREATE MATERIALIZED VIEW sums AS SELECT count(*) FROM orders;
      CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
      """;

  @Test
  void whatOthersChangeWhileAFileRunsIsNamedAndWhatTheFilesChangeIsNot() throws Exception {
    Scene scene = lived();
    scene.file(
        "V2__more.sql",
        """
        DROP VIEW seen;
        ALTER TABLE orders ADD note text, ALTER id TYPE bigint;
        CREATE VIEW seen AS SELECT id, note FROM orders;
        CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2';
        ALTER DOMAIN email ADD CHECK (VALUE <> '');
        """
            + MEET);
    scene.file("V3__even.sql", "CREATE TABLE more (id int);");
    Future<Outcome> run = begun(scene);

    scene.execute(
        """
        ALTER TABLE shop.others ADD hotfix int, ALTER n SET DEFAULT 2;
        CREATE INDEX others_n ON shop.others (n);
        ALTER TYPE shop.state ADD VALUE 'old';
        CREATE FUNCTION shop.two() RETURNS int LANGUAGE sql AS 'SELECT 2';
        """);
    Outcome outcome = finished(scene, run);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().notes())
        .containsExactly(
            "SchemaChangedByOthers: while this run was at work, and not by its files:"
                + " +column shop.others.hotfix, ~column shop.others.n, +function shop.two(),"
                + " +index shop.others_n, ~type shop.state");
    assertThat(outcome.result().message())
        .startsWith("applied 2, 3, schema at 3; SchemaChangedByOthers: while this run");
    assertThat(outcome.result().changed())
        .contains("+column shop.orders.note", "~function shop.one()", "~relation shop.seen")
        .contains("+relation shop.more", "~domain shop.email", "+column shop.others.hotfix");
  }

  @Test
  void whatOthersDropIsNamedToo() throws Exception {
    Scene scene = lived();
    scene.file("V2__more.sql", "ALTER TABLE orders ADD note text;" + MEET);
    Future<Outcome> run = begun(scene);

    scene.execute("DROP FUNCTION shop.one(); DROP TABLE shop.others");
    Outcome outcome = finished(scene, run);

    assertThat(outcome.result().notes())
        .singleElement()
        .asString()
        .contains("-column shop.others.n", "-function shop.one()", "-relation shop.others")
        .doesNotContain("orders");
  }

  @Test
  void whatIsNoChangeOfDefinitionIsNobodysChange() throws Exception {
    Scene scene = lived();
    scene.file("V2__more.sql", MEET);
    Future<Outcome> run = begun(scene);

    scene.execute("REFRESH MATERIALIZED VIEW shop.sums");
    scene.execute("GRANT SELECT ON shop.orders TO PUBLIC; TRUNCATE shop.others");
    scene.execute("VACUUM FULL shop.orders");
    scene.execute("ANALYZE shop.orders");
    scene.execute("REINDEX TABLE shop.orders");
    scene.execute(
        "CREATE TABLE shop.parts_1 PARTITION OF shop.parts FOR VALUES FROM (MINVALUE) TO (MAXVALUE)");
    Outcome outcome = finished(scene, run);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().notes()).as(outcome.text()).isNull();
  }

  @Test
  void anIndexThatAFileBuildsBesideTheTrafficIsItsOwn() throws Exception {
    Scene scene = lived();
    scene.fileOutside("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_mail ON orders (mail);");
    Future<Outcome> run;
    try (Connection old = scene.connect();
        Statement statement = old.createStatement()) {
      old.setAutoCommit(false);
      statement.execute("UPDATE shop.orders SET id = 1");
      run = THREADS.submit(() -> scene.run("migrate", UUID.randomUUID().toString(), 2));
      while (scene.value("SELECT to_regclass('shop.orders_mail')").equals("null")) {
        assertThat(run).isNotDone();
      }
      scene.execute("CREATE INDEX others_n ON shop.others (n)");
      old.rollback();
    }
    Outcome outcome = run.get(60, TimeUnit.SECONDS);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().changed())
        .containsExactly("+index shop.orders_mail", "+index shop.others_n");
    assertThat(outcome.result().notes())
        .singleElement()
        .asString()
        .endsWith(": +index shop.others_n");
  }

  private Scene lived() {
    Scene scene = Scene.on(ground).file("V1__everything.sql", EVERYTHING);
    scene.execute("CREATE SEQUENCE public.arrivals; GRANT ALL ON public.arrivals TO PUBLIC");
    Outcome first = scene.run("migrate", UUID.randomUUID().toString(), 1);
    assertThat(first.result().notes()).as(first.text()).isNull();
    return scene;
  }

  /** A migration whose file is at work and waits. */
  private static Future<Outcome> begun(Scene scene) {
    Future<Outcome> run =
        THREADS.submit(() -> scene.run("migrate", UUID.randomUUID().toString(), 2));
    while (!scene.value("SELECT is_called FROM public.arrivals").equals("t")) {
      assertThat(run).isNotDone();
    }
    return run;
  }

  private static Outcome finished(Scene scene, Future<Outcome> run) throws Exception {
    scene.execute("SELECT nextval('public.arrivals')");
    return run.get(60, TimeUnit.SECONDS);
  }
}
