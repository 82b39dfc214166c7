package dev.slipway.runner.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Environment;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {

  @Test
  void everyFaultOfTheEnvironmentIsNamedAtOnceAndNoValue() {
    var faults =
        EnvironmentRules.faults(
            new Environment(
                Map.of(
                    "ENVIRONMENT", "production",
                    "SECRET_KEY", "changeme-hidden",
                    "JWT_SECRET", "changeme-hidden",
                    "DEBUG", "True",
                    "CORS_ORIGINS", "[\"https://a.example\", \"*\"]",
                    "REFRESH_COOKIE_SAMESITE", "none",
                    "SLIPWAY_REQUIRED_ENV", "MAIL_HOST, SECRET_KEY")));

    assertThat(faults)
        .containsExactly(
            "MAIL_HOST is required and missing",
            "SECRET_KEY is a default or a placeholder",
            "JWT_SECRET is a default or a placeholder",
            "SECRET_KEY and JWT_SECRET are equal",
            "DEBUG is on in production",
            "CORS_ORIGINS allows every origin (*) in production",
            "REFRESH_COOKIE_SAMESITE=none needs REFRESH_COOKIE_SECURE=true");
    assertThat(String.join(" ", faults)).doesNotContain("hidden", "a.example");
  }

  @Test
  void developmentMayUseDefaults() {
    assertThat(
            EnvironmentRules.faults(
                new Environment(Map.of("SECRET_KEY", "changeme", "DEBUG", "true"))))
        .isEmpty();
  }

  @Test
  void aGoodReleaseIsToldItsPlan() {
    Scene scene = Scene.on(18).file("V1__a.sql", "CREATE TABLE a (i int);");

    Outcome first = scene.run("check", 0);
    Outcome second = scene.run("check", 0);
    String written =
        scene.value("SELECT count(*) FROM pg_namespace WHERE nspname IN ('shop', 'slipway')");

    assertThat(first.verdict()).as(first.text()).isEqualTo(Verdict.Done);
    assertThat(first.result().plan()).matches("[0-9a-f]{16}").isEqualTo(second.result().plan());
    assertThat(first.result().pending()).containsExactly("1");
    assertThat(written).isEqualTo("0");
    assertThat(scene.file("V1__a.sql", "CREATE TABLE b (i int);").run("check", 0).result().plan())
        .isNotEqualTo(first.result().plan());
  }

  @Test
  void destructiveFilesAreNamedAndNotRefused() {
    Scene scene = Scene.on(18).file("V1__a.sql", "DROP TABLE IF EXISTS a;");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().destructive()).containsExactly("V1__a.sql: DROP TABLE");
  }

  @Test
  void faultsOfEnvironmentAndHistoryAreRefusedTogether() {
    Scene scene = Scene.on(14).file("V1__a.sql", "CREATE TABLE a (i int);");
    scene.run("migrate", 1);
    scene.file("V1__a.sql", "CREATE TABLE a (i bigint);").with("SLIPWAY_REQUIRED_ENV", "MAIL_HOST");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.code()).isEqualTo(20);
    assertThat(outcome.result().message()).contains("MAIL_HOST", "V1__a.sql was edited");
  }

  @Test
  void poolsThatTheServerHasNoPlaceForAreRefusedWithItsNumbers_P8() {
    Scene scene = Scene.on(18).file("V1__a.sql", "CREATE TABLE a (i int);");
    long most = Long.parseLong(scene.value("SHOW max_connections"));
    long reserved = Long.parseLong(scene.value("SHOW superuser_reserved_connections"));

    assertThat(scene.with("SLIPWAY_CONNECTIONS", "10").run("check", 0).verdict())
        .isEqualTo(Verdict.Done);
    Outcome outcome =
        scene.with("SLIPWAY_CONNECTIONS", Long.toString(most - reserved + 1)).run("check", 0);

    assertThat(outcome.code()).isEqualTo(20);
    assertThat(outcome.result().message())
        .startsWith(
            "the pods may open %d connections, surge included".formatted(most - reserved + 1))
        .contains("(max_connections %d, reserved %d, ".formatted(most, reserved))
        .contains("make the pools smaller");
  }

  @Test
  void aDatabaseThatRefusesTheLoginIsUnreachable() {
    Scene scene =
        Scene.on(14)
            .secret("application", "password", "wrong-canary")
            .with("SLIPWAY_SECRET_NAMES", "application=shop-db,migrator=shop-db-owner");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.code()).isEqualTo(17);
    assertThat(outcome.result().message())
        .isEqualTo(
            "as application: the database of the application Secret shop-db does not let us in:"
                + " login refused (SQLSTATE 28P01); correct user or password there, or let that"
                + " user log in");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldByTheSecretThatNamesIt() {
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "CREATE TABLE a (i int);")
            .secret("migrator", "url", "postgresql://127.0.0.1:1/shop")
            .with("SLIPWAY_SECRET_NAMES", "migrator=shop-db-owner");

    assertThat(scene.run("migrate", 1).result().message())
        .startsWith("the database of the migrator Secret shop-db-owner is not reachable: ");
  }
}
