package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.database.SchemaLock;
import dev.slipway.runner.database.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on which migrations cannot be held, each refused with the way out. */
class RefusalTest {
  @TempDir Path folder;

  @Test
  void aStandby() throws Exception {
    try (EmbeddedPostgres standby = Servers.standby(18, folder.resolve("data"))) {
      Scene scene = scene();
      for (String role : new String[] {"migrator", "application"}) {
        scene
            .secret(role, "url", "postgresql://127.0.0.1:" + standby.getPort() + "/postgres")
            .secret(role, "username", "postgres");
      }

      for (String verb : new String[] {"migrate", "inspect", "status", "plan", "verify"}) {
        refused(scene.run(verb, 1), "the server is a standby; give the address of the primary");
      }
      assertThat(scene.run("check", 0).verdict()).isEqualTo(Verdict.Refused);
    }
  }

  @Test
  void aTransactionPooler() throws Exception {
    if (PgBouncer.program().isEmpty()) {
      System.err.println(
          "CANNOT RUN: PgBouncer is not installed (apt-get install pgbouncer, or name it by"
              + " PGBOUNCER), so that a transaction pooler is refused was NOT proved here");
      assertThat(System.getenv("CI")).as("continuous integration needs PgBouncer").isNull();
      return;
    }
    Scene scene = scene();
    try (PgBouncer pooler = PgBouncer.before(scene, folder, "")) {
      through(scene, pooler.port());
      refused(scene.run("migrate", 1), "a connection pooler refuses session settings");
    }
    try (PgBouncer pooler = PgBouncer.before(scene, folder, ",options")) {
      through(scene, pooler.port());
      refused(scene.run("migrate", 1), "a connection pooler stands before the server");
      refused(scene.run("inspect", 1), "address of the primary itself");
      assertThat(scene.run("check", 0).result().message())
          .contains("a connection pooler stands before the server");
    }
  }

  /** The application itself may come through a pooler: it is asked without session settings. */
  @Test
  void wrongServersAreToldByWhatTheySayOfThemselves() {
    assertThat(new Server(180006, "PostgreSQL 18.6 on x86_64", false, false).faults()).isEmpty();
    assertThat(new Server(130020, "PostgreSQL 13.20", false, false).faults())
        .containsExactly("the server is PostgreSQL 13, 14 or newer is needed");
    assertThat(new Server(150002, "PostgreSQL 15.2-YB-2.25.0.0", false, false).faults())
        .singleElement()
        .asString()
        .contains("speaks PostgreSQL's protocol and is none");
    assertThat(new Server(130000, "CockroachDB CCL v25.1", true, true).faults()).hasSize(4);
    assertThat(new Server(160000, "PostgreSQL 16.0", false, true).throughAnything().faults())
        .isEmpty();
  }

  /** As one known server does it; here the two sessions are one, which takes its lock twice. */
  @Test
  void aServerThatGrantsOneLockTwice() throws Exception {
    Scene scene = scene();
    try (Connection session = scene.connect()) {
      Budget budget = new Budget(Clock.system(), Duration.ZERO);
      SchemaLock lock =
          SchemaLock.take(session, "shop.x", budget, new Halt(), _ -> {}).orElseThrow();

      assertThatThrownBy(() -> lock.mustExclude(session))
          .isInstanceOf(Stop.class)
          .hasMessageContaining("grants one advisory lock to two sessions");
    }
  }

  private static Scene scene() {
    return Scene.on(18).file("V1__a.sql", "CREATE TABLE a (i int);");
  }

  private static void through(Scene scene, int port) {
    scene.secret(
        "migrator",
        "url",
        "postgresql://127.0.0.1:" + port + "/" + scene.value("SELECT current_database()"));
  }

  private static void refused(Outcome outcome, String words) {
    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.BadInput);
    assertThat(outcome.result().message()).contains(words);
  }
}
