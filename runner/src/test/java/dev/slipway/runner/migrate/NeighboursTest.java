package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Several releases in one database. */
@SideBySide
@MethodSource("dev.slipway.runner.Ground#some")
record NeighboursTest(Ground ground) {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  /** Each file ends only when the other one is at work, too. */
  private static final String MEET =
      """
      CREATE TABLE own (i int);
      SELECT nextval('public.arrivals');
      DO $$ BEGIN
        WHILE (SELECT last_value FROM public.arrivals) < 2 LOOP PERFORM pg_sleep(0.02); END LOOP;
      END $$;
      """;

  @Test
  void twoServicesWithTheirOwnSchemasMigrateAtTheSameTime() throws Exception {
    Scene shop = Scene.on(ground).file("V1__own.sql", MEET);
    Scene billing = shop.beside("shop/billing", "billing").file("V1__own.sql", MEET);
    shop.execute("CREATE SEQUENCE public.arrivals; GRANT ALL ON public.arrivals TO PUBLIC");

    Future<Outcome> first = THREADS.submit(() -> shop.run("migrate", 1));
    Future<Outcome> second = THREADS.submit(() -> billing.run("migrate", 1));

    assertThat(first.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
    assertThat(second.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
    assertThat(second.get().result().changed()).contains("+relation billing.own");
    assertThat(second.get().result().notes()).isNull();
    assertThat(shop.run("status", 0).result().state()).isEqualTo("AtTarget");
  }

  @Test
  void twoReleasesOfOneHistoryExcludeEachOtherAndSayForWhomTheyWait() throws Exception {
    Scene shop = Scene.on(ground).file("V1__own.sql", MEET);
    Scene twin =
        shop.beside("other/shop", "shop")
            .file("V1__own.sql", MEET)
            .with("SLIPWAY_TURN_SECONDS", "0");
    shop.execute("CREATE SEQUENCE public.arrivals; GRANT ALL ON public.arrivals TO PUBLIC");
    Future<Outcome> first = THREADS.submit(() -> shop.run("migrate", 1));
    while (!shop.value("SELECT is_called FROM public.arrivals").equals("t")) {
      assertThat(first).isNotDone();
    }

    Outcome waiting = twin.run("migrate", 1);
    shop.execute("SELECT nextval('public.arrivals')");
    Outcome after = first.get(60, TimeUnit.SECONDS);
    // The server lets go of the lock a moment after the session that had it was closed.
    twin.with("SLIPWAY_TURN_SECONDS", "60");
    Outcome repeated = twin.run("migrate", 1);
    Outcome late = twin.run("migrate", 2);

    assertThat(waiting.verdict()).as(waiting.text()).isEqualTo(Verdict.LockedOut);
    assertThat(waiting.result().message())
        .matches(
            "release shop/shop, number 7, since 20..-..-..T..:..:..Z \\(session [0-9]+\\) migrates "
                + shop.history()
                + " now; this run has applied nothing, try again later");
    assertThat(repeated.verdict()).as("the same run in another pod").isEqualTo(Verdict.LockedOut);
    assertThat(repeated.result().message()).isEqualTo(waiting.result().message());
    assertThat(after.verdict()).isEqualTo(Verdict.Done);
    assertThat(late.verdict()).isEqualTo(Verdict.Done);
    assertThat(late.result().applied()).isNull();
  }

  @Test
  void anotherPodOfTheSameReleaseIsHeardOfFirst() throws Exception {
    Scene shop = Scene.on(ground).file("V1__own.sql", MEET).with("SLIPWAY_TURN_SECONDS", "0");
    shop.execute("CREATE SEQUENCE public.arrivals; GRANT ALL ON public.arrivals TO PUBLIC");
    Future<Outcome> first = THREADS.submit(() -> shop.run("migrate", 1));
    while (!shop.value("SELECT is_called FROM public.arrivals").equals("t")) {
      assertThat(first).isNotDone();
    }

    Outcome sibling = shop.run("migrate", 1);
    shop.execute("SELECT nextval('public.arrivals')");

    assertThat(sibling.verdict()).as(sibling.text()).isEqualTo(Verdict.LockTimeout);
    assertThat(first.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void whoeverElseHoldsTheLockIsNamedByItsSession() throws Exception {
    Scene shop = Scene.on(ground).file("V1__own.sql", MEET).with("SLIPWAY_TURN_SECONDS", "0");
    shop.execute("CREATE SEQUENCE public.arrivals; GRANT ALL ON public.arrivals TO PUBLIC");
    Future<Outcome> first = THREADS.submit(() -> shop.run("migrate", 1));
    while (!shop.value("SELECT is_called FROM public.arrivals").equals("t")) {
      assertThat(first).isNotDone();
    }
    String key =
        shop.value(
            // Flyway has a lock of its own, in a session that it opens later.
            "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks JOIN pg_stat_activity a"
                + " USING (pid) WHERE locktype = 'advisory' AND a.datname = current_database()"
                + " ORDER BY a.backend_start LIMIT 1");
    shop.execute("SELECT nextval('public.arrivals')");
    assertThat(first.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);

    try (Connection person = shop.connect();
        Statement statement = person.createStatement()) {
      statement.execute("SET application_name = 'by hand'");
      statement.execute("SELECT pg_advisory_lock(" + key + ")");
      Outcome outcome = shop.run("migrate", 2);
      assertThat(outcome.verdict()).isEqualTo(Verdict.LockedOut);
      assertThat(outcome.result().message())
          .matches("session [0-9]+ \\(by hand, role postgres\\) migrates .*");
    }
  }
}
