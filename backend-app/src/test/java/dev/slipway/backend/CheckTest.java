package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.checks.Finding;
import dev.slipway.backend.checks.MigrationStatus;
import dev.slipway.backend.checks.SystemCheck;
import dev.slipway.backend.settings.Settings;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** R14: `check` and `migrate --status`. */
class CheckTest {

  @Test
  void tellsWhatItFoundLineByLine() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    assertThat(check(database.environment("v1")))
        .contains(
            "ok    settings     version v1 for test",
            "ok    database     PostgreSQL 18.",
            " answers shop_app",
            "ok    connections  (4 + 4) * 1 instances + 10 = 18, max_connections is 100",
            "ok    schema       current: the schema is what this build needs")
        .doesNotContain("fault", "canary");
  }

  @Test
  void tellsFaultsOfConnectionsAndSchema() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    var env = database.environment("v2");
    env.put("INSTANCES", "12");
    assertThat(check(env))
        .contains("fault connections  (4 + 4) * 12 instances + 10 = 106, max_connections is 100")
        .contains("fault schema       behind: migration 2 is not applied (current 1, needed 2)");
  }

  @Test
  void tellsWhetherRedisAnswersAndThatItIsNotNeeded() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    var env = database.environment("v1");
    assertThat(check(env)).contains("note  cache        is off");
    try (var redis = RedisServer.start()) {
      env.put("REDIS_URL", redis.url());
      assertThat(check(env)).contains("ok    cache        Redis answers");
      redis.down();
      assertThat(check(env))
          .contains("note  cache        Redis does not answer; requests go on")
          .doesNotContain("fault", "canary");
    }
  }

  @Test
  void tellsThatTheDatabaseIsAwayAndNotItsPassword() {
    var env = Map.of("DATABASE_URL", "postgresql://u:canary@localhost:1/shop");
    assertThat(check(env))
        .contains("fault database     jdbc:postgresql://localhost:1/shop does not answer")
        .doesNotContain("canary");
  }

  @Test
  void tellsTheFaultsOfTheEnvironmentOneALine() {
    var env = Map.of("ENVIRONMENT", "production", "SECRET_KEY", "canary");
    assertThat(check(env).lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.startsWith("fault settings     "))
        .noneMatch(line -> line.contains("canary"));
  }

  @Test
  void tellsWhereEachMigrationStands() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    var status = MigrationStatus.of(Settings.from(database.environment("v2")));
    assertThat(status).extracting(Finding::subject).containsExactly("1", "2");
    assertThat(status.getFirst().line()).startsWith("ok    1            orders: success, 2");
    assertThat(status.getLast().line()).isEqualTo("note  2            order notes: pending");
  }

  private static String check(Map<String, String> env) {
    return SystemCheck.run(env).stream().map(Finding::line).collect(Collectors.joining("\n"));
  }
}
