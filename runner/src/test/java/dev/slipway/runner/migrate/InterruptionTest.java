package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are killed, replaced or asked to end, and what is true of the database afterwards. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record InterruptionTest(Ground ground) {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  /** Ends its own session when a counter that no rollback turns back reaches the chosen number. */
  private static final String TICK =
      """
      CREATE SEQUENCE public.ticks;
      CREATE TABLE public.fatal (tick bigint);
      CREATE FUNCTION public.tick() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF nextval('public.ticks') IN (SELECT tick FROM public.fatal) THEN
          PERFORM pg_terminate_backend(pg_backend_pid());
        END IF;
      END $$;
      CREATE FUNCTION public.tick_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        PERFORM public.tick();
        RETURN NEW;
      END $$;
      """;

  private static final String TICKING_TABLES =
      """
      CREATE TRIGGER t BEFORE INSERT ON HISTORY
        FOR EACH ROW EXECUTE FUNCTION public.tick_row();
      CREATE TRIGGER t BEFORE INSERT ON slipway.file
        FOR EACH ROW EXECUTE FUNCTION public.tick_row();
      CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON slipway.file
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.tick_row();
      """;

  /** Three files with three statements each, the ledger's and the history's row, and the commit. */
  @Test
  void killedAtAnyStatementAPlanStillHappensOnce() {
    Scene scene = Scene.on(ground).file("V1__probe.sql", "CREATE TABLE probe (n int);");
    scene.execute(TICK);
    scene.run("migrate", UUID.randomUUID().toString(), 1);
    scene.execute(TICKING_TABLES.replace("HISTORY", scene.history()));
    // Every place with the first tool on the newest server, some of them on the others.
    int step = ground.equals(new Ground("Flyway", 18)) ? 1 : 4;
    for (int tick = 1; tick <= 3 * (3 + 3); tick += step) {
      killed(scene, tick);
    }
  }

  private static void killed(Scene scene, int tick) {
    String attempt = UUID.randomUUID().toString();
    scene.execute("DELETE FROM public.fatal; SELECT nextval('public.ticks')");
    scene.execute("INSERT INTO public.fatal SELECT last_value + " + tick + " FROM public.ticks");
    List<String> versions = List.of(tick + "01", tick + "02", tick + "03");
    for (String version : versions) {
      scene.file(
          "V" + version + "__step.sql",
          "SELECT public.tick(); INSERT INTO probe VALUES (%s); SELECT public.tick();"
                  .formatted(version)
              + " CREATE TABLE t%s (i int); SELECT public.tick();".formatted(version));
    }

    Outcome first = scene.run("migrate", attempt, tick * 10L);
    Outcome found = scene.run("inspect", attempt, tick * 10L + 1);
    Outcome second = scene.run("migrate", attempt, tick * 10L + 2);

    assertThat(first.verdict()).as(first.text()).isEqualTo(Verdict.Unreachable);
    assertThat(found.result().state()).as(found.text()).isIn("NothingApplied", "SomeApplied");
    assertThat(second.verdict()).as(second.text()).isEqualTo(Verdict.Done);
    assertThat(second.result().applied()).containsExactlyElementsOf(versions);
    String done = String.join(",", versions);
    assertThat(
            scene.value(
                "SELECT string_agg(n::text, ',' ORDER BY n) FROM shop.probe WHERE n > "
                    + tick * 100))
        .isEqualTo(done);
    assertThat(
            scene.value(
                "SELECT string_agg(version, ',' ORDER BY "
                    + scene.order()
                    + ") FROM "
                    + scene.history()
                    + " WHERE version LIKE '"
                    + tick
                    + "__'"))
        .isEqualTo(done);
  }

  @Test
  void aRunThatWasReplacedCannotCommit() {
    Scene scene = waiting(Scene.on(ground));
    Future<Outcome> zombie = start(scene, 1);
    await(() -> scene.value(atWork(1)).equals("1"));

    scene.execute(
        "INSERT INTO slipway.attempt (release, seq, id, number, history, state, pod)"
            + " SELECT release, 2, id, number, history, 'RUNNING', 'next' FROM slipway.attempt");
    scene.execute("INSERT INTO public.go VALUES (1)");

    assertThat(result(zombie).verdict()).isEqualTo(Verdict.Fenced);
    assertThat(result(zombie).result().highest()).isEqualTo(2);
    assertThat(scene.value("SELECT to_regclass('shop.late')")).isEqualTo("null");
  }

  @Test
  void aLaterRunEndsTheSessionsOfAnEarlierOneThatLostItsLock() {
    Scene scene = waiting(Scene.on(ground));
    Future<Outcome> zombie = start(scene, 1);
    await(() -> scene.value(atWork(1)).equals("1"));
    scene.execute(
        "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a"
            + " WHERE a.application_name LIKE 'slipway/%' AND a.state = 'idle'"
            + " AND a.datname = current_database()");
    Future<Outcome> next = start(scene, 2);
    await(() -> scene.value(atWork(2)).equals("1"));
    scene.execute("INSERT INTO public.go VALUES (1)");

    assertThat(result(zombie).verdict()).isIn(Verdict.Fenced, Verdict.Unreachable);
    assertThat(result(next).verdict()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT count(*) FROM " + scene.history() + " WHERE version = '1'"))
        .isEqualTo("1");
  }

  @Test
  void anInspectionEndsARunThatHangsAndFencesIt() {
    Scene scene = waiting(Scene.on(ground));
    Future<Outcome> hanging = start(scene, 1);
    await(() -> scene.value(atWork(1)).equals("1"));

    Outcome found = scene.run("inspect", 1);

    assertThat(found.result().state()).as(found.text()).isEqualTo("NothingApplied");
    assertThat(result(hanging).verdict()).isIn(Verdict.Fenced, Verdict.Unreachable);
    assertThat(scene.run("migrate", 1).verdict()).isIn(Verdict.Fenced, Verdict.Unreachable);
    assertThat(scene.value("SELECT to_regclass('shop.late')")).isEqualTo("null");
  }

  @Test
  void askedToEndItRollsBackAndTheNextRunGoesOn() {
    Scene scene = waiting(Scene.on(ground));
    Halt halt = new Halt();
    Future<Outcome> run = THREADS.submit(() -> scene.run("migrate", scene.attempt(), 1, halt));
    await(() -> scene.value(atWork(1)).equals("1"));

    halt.request();

    assertThat(result(run).verdict()).isEqualTo(Verdict.Unreachable);
    assertThat(result(run).result().message()).contains("asked to end");
    scene.execute("INSERT INTO public.go VALUES (1)");
    assertThat(scene.run("migrate", 2).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void aRunThatEndedRepeatsItsVerdictAndAnEarlierOneIsFenced() {
    Scene scene = Scene.on(ground).file("V1__bad.sql", "SELECT 1/0;");
    Outcome failed = scene.run("migrate", 2);
    scene.file("V1__bad.sql", "SELECT 1;");

    assertThat(scene.run("migrate", 2).text()).isEqualTo(failed.text()).contains("Failed");
    Outcome turnedAway = scene.run("migrate", 1);
    assertThat(turnedAway.code()).isEqualTo(14);
    assertThat(turnedAway.result().highest()).as(turnedAway.text()).isEqualTo(2);
    assertThat(turnedAway.result().message()).doesNotContainPattern("[0-9]");
    assertThat(scene.run("inspect", 1).result().highest()).isEqualTo(2);
    assertThat(scene.run("migrate", UUID.randomUUID().toString(), 2).code()).isEqualTo(14);
    assertThat(scene.run("migrate", 3).verdict()).isEqualTo(Verdict.Done);
  }

  private static Scene waiting(Scene scene) {
    scene.execute("CREATE TABLE public.go (i int); GRANT SELECT ON public.go TO PUBLIC");
    return scene.file(
        "V1__late.sql",
        """
        CREATE TABLE late (i int);
        DO $$ BEGIN
          WHILE NOT EXISTS (SELECT FROM public.go) LOOP PERFORM pg_sleep(0.02); END LOOP;
        END $$;
        """);
  }

  private static String atWork(long seq) {
    return "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO %'"
        + " AND datname = current_database() AND application_name LIKE"
        + " 'slipway/%/"
        + seq
        + "'";
  }

  private static Future<Outcome> start(Scene scene, long seq) {
    return THREADS.submit(() -> scene.run("migrate", seq));
  }

  private static Outcome result(Future<Outcome> run) {
    try {
      return run.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the run did not end", e);
    }
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 100_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("the run did not get to work");
  }
}
