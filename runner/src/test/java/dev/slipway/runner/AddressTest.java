package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets as people and other operators write them. */
class AddressTest {

  @Test
  void cloudNativePgsKeysAsTheyAre() {
    Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");
    String name = scene.value("SELECT current_database()");
    String port = Integer.toString(scene.port());
    String uri = "postgresql://" + name + ":" + Scene.PASSWORD + "@127.0.0.1:" + port + "/" + name;
    String jdbc =
        "jdbc:postgresql://127.0.0.1:%s/%s?password=%s&user=%s"
            .formatted(port, name, Scene.PASSWORD, name);
    Map<String, String> login = Map.of("user", name, "password", Scene.PASSWORD);

    works(scene, Map.of("uri", uri));
    works(scene, Map.of("uri", uri, "jdbc-uri", jdbc, "username", name, "dbname", "no"));
    works(scene, login, Map.of("jdbc-uri", jdbc));
    works(scene, login, Map.of("host", "127.0.0.1", "port", port, "dbname", name));
  }

  @Test
  void addressesAsOtherDriversWriteThem() {
    Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");
    String name = scene.value("SELECT current_database()");
    String at = "127.0.0.1:" + scene.port() + "/" + name;
    String password = Scene.PASSWORD.replace("-", "%2D");
    Map<String, String> login = Map.of("username", name, "password", Scene.PASSWORD);

    for (String scheme : List.of("postgres", "postgresql+asyncpg", "postgresql+psycopg2")) {
      works(scene, Map.of("url", scheme + "://" + name + ":" + password + "@" + at));
    }
    works(scene, login, Map.of("DATABASE_URL", "postgresql://" + at + "?ssl=prefer"));
    works(scene, login, Map.of("url", "postgresql://127.0.0.1:1,127.0.0.1:" + at.substring(10)));
    works(
        scene,
        login,
        Map.of(
            "url", "jdbc:postgresql://" + at + "?options=-c%20lock_timeout=0&prepareThreshold=0"));
  }

  @Test
  void whatIsMissingIsNamed() {
    Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");
    scene.secrets("migrator", Map.of("username", "x", "host", "db"));

    assertThat(scene.run("status", 0).result().message())
        .isEqualTo("the migrator Secret has none of the keys url, uri, and host with dbname");
  }

  @Test
  void aSecretThatDoesNotExistIsNamedAndMayComeYet() {
    Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");
    scene.secrets("migrator", Map.of());

    Outcome outcome =
        scene.with("SLIPWAY_SECRET_NAMES", "application=a,migrator=shop-owner").run("check", 0);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Unreachable);
    assertThat(outcome.result().message())
        .isEqualTo(
            "the migrator Secret shop-owner does not exist in the namespace of the release, or is"
                + " empty; expected the keys url, username and password");
  }

  @Test
  void theLoginOfTheSmokeTestIsLookedForBeforeAnythingChanges() {
    Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");
    scene.secret("smoke", "username", "admin");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Refused);
    assertThat(outcome.result().message()).isEqualTo("the smoke Secret has no key password");
  }

  @SafeVarargs
  private static void works(Scene scene, Map<String, String>... keys) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> some : keys) {
      all.putAll(some);
    }
    scene.secrets("migrator", all);
    Outcome outcome = scene.run("status", 0);
    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.text()).doesNotContain(Scene.PASSWORD);
  }
}
