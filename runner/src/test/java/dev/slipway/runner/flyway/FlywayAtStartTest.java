package dev.slipway.runner.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Demand D13: an application that runs Flyway itself, beside us, as its defaults are. */
class FlywayAtStartTest {

  @Test
  void itGoesOnWorkingWithOurHistoryAndIsNamed() {
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "CREATE TABLE a (i int);")
            .file("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (i);");
    scene.run("migrate", 1);

    assertThat(application(scene).migrate().migrationsExecuted).isZero();
    scene.file("V3__b.sql", "CREATE TABLE b (i int);").file("U3__b.sql", "DROP TABLE b;");
    assertThat(application(scene).migrate().migrationsExecuted).isEqualTo(1);

    Outcome seen = scene.run("migrate", 2);
    assertThat(seen.verdict()).as(seen.text()).isEqualTo(Verdict.Done);
    assertThat(seen.result().message())
        .contains("applied by something else than a release: V3__b.sql", "turn that off");
    assertThat(seen.result().notes())
        .singleElement()
        .asString()
        .startsWith("SchemaChangedByOthers");

    Outcome down = scene.with("SLIPWAY_REVERT_TO", "2").run("revert", 3);
    assertThat(down.verdict()).as(down.text()).isEqualTo(Verdict.Done);
    assertThat(application(scene).validateWithResult().validationSuccessful).isFalse();
    assertThat(application(scene).migrate().migrationsExecuted).isEqualTo(1);
    assertThat(application(scene).validateWithResult().validationSuccessful).isTrue();
  }

  /** Spring Boot 3.2 comes with the one, 3.5 with the other. */
  @ParameterizedTest
  @ValueSource(ints = {9, 11})
  void anOlderMajorGoesOnWorkingWithOurHistory(int major) throws Exception {
    Scene scene =
        Scene.on(14)
            .file("V1__a.sql", "CREATE TABLE a (i int);")
            .file("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (i);")
            .file("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
    scene.run("migrate", 1);
    OlderFlyway older = OlderFlyway.of(major, scene);

    int nothing = older.migrate();
    scene.file("V3__b.sql", "CREATE TABLE b (i int);").file("U3__b.sql", "DROP TABLE b;");
    int one = older.migrate();
    Outcome down = scene.with("SLIPWAY_REVERT_TO", "2").run("revert", 2);
    int again = older.migrate();

    assertThat(nothing).isZero();
    assertThat(one).isEqualTo(1);
    assertThat(down.verdict()).as(down.text()).isEqualTo(Verdict.Done);
    assertThat(again).isEqualTo(1);
    assertThat(scene.run("migrate", 3).result().message())
        .contains("schema at 3", "applied by something else than a release: V3__b.sql");
  }

  private static Flyway application(Scene scene) {
    String name = scene.value("SELECT current_database()");
    return Flyway.configure()
        .dataSource(
            "jdbc:postgresql://127.0.0.1:" + scene.port() + "/" + name, name, Scene.PASSWORD)
        .locations("filesystem:" + scene.migrations())
        .schemas("shop")
        .load();
  }
}
