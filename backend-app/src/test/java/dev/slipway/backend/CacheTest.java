package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R9 and the login limit of R10, with two replicas and a real Redis. */
class CacheTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PASSWORD = "canary-of-the-clerk";

  private RedisServer redis;
  private ShopDatabase database;
  private Map<String, String> env;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v7");
    env = database.environment("v7");
    env.put("REDIS_URL", redis.url());
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void sharesPermissionsAmongReplicasAndForgetsThemWhenTheyChange() throws Exception {
    try (var one = RunningBackend.start(env);
        var two = RunningBackend.start(env)) {
      String[] admin = one.administrator();
      put(one, admin, "clerk");
      String[] cleo = one.bearer("cleo", PASSWORD);
      assertThat(permissions(one, cleo)).contains("orders.place");
      // Behind the application's back: what it says now comes from the cache.
      database.asOwner("UPDATE shop.memberships SET role = 'auditor'");
      assertThat(permissions(two, cleo)).contains("orders.place");
      assertThat(two.get("/api/admin/cache", admin).json().path("hits").asInt()).isEqualTo(1);
      assertThat(two.get("/metrics").body())
          .contains("cache_requests_total{result=\"hit\"")
          .contains("cache_hit_ratio");

      var forgotten = two.delete("/api/admin/cache?pattern=user:*:permissions", admin);
      assertThat(forgotten.json().path("forgotten").asInt()).as(forgotten.body()).isEqualTo(1);
      assertThat(permissions(one, cleo)).doesNotContain("orders.place").contains("orders.read");
      put(two, admin, "manager");
      assertThat(permissions(one, cleo)).contains("accounts.manage");
      assertThat(one.delete("/api/admin/cache?pattern=$", admin).status()).isEqualTo(400);
    }
  }

  @Test
  void goesOnWithoutRedisAndUsesItAgainWithNoStalePermission() throws Exception {
    try (var backend = RunningBackend.start(env)) {
      String[] admin = backend.administrator();
      put(backend, admin, "clerk");
      String[] cleo = backend.bearer("cleo", PASSWORD);
      assertThat(permissions(backend, cleo)).contains("orders.place");
      var wrong = new AtomicInteger();
      var asked = new AtomicInteger();
      var enough = new AtomicBoolean();
      var users =
          Thread.ofVirtual()
              .start(() -> {
                while (!enough.get()) {
                  wrong.addAndGet(isRight(backend, cleo) ? 0 : 1);
                  asked.incrementAndGet();
                }
              });
      await().atMost(SOON).until(() -> asked.get() > 50);
      redis.down();
      int before = asked.get();
      await().atMost(SOON).until(() -> asked.get() > before + 50);
      assertThat(backend.get("/api/admin/cache", admin).json().path("available").asBoolean())
          .isFalse();
      // The permission is taken away while Redis still holds it in its file.
      put(backend, admin, "auditor");
      enough.set(true);
      users.join();
      assertThat(permissions(backend, cleo)).doesNotContain("orders.place");
      redis.up();
      await()
          .atMost(SOON)
          .until(() -> backend.get("/api/admin/cache", admin).json().path("available").asBoolean());
      assertThat(permissions(backend, cleo)).doesNotContain("orders.place");
      assertThat(permissions(backend, cleo)).contains("orders.read");
      assertThat(wrong).hasValue(0);
    }
  }

  @Test
  void countsLoginsOfAnAddressAtAllReplicasTogether() throws Exception {
    env.put("LOGIN_RATE_LIMIT", "5");
    try (var one = RunningBackend.start(env);
        var two = RunningBackend.start(env)) {
      for (var replica : new RunningBackend[] {one, two, one, two, one}) {
        assertThat(replica.login("admin", "wrong").status()).isEqualTo(401);
      }
      var refused = two.login("admin", "canary-of-the-admin");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("retry-after")).isEqualTo("60");
      redis.down();
      // Each for itself now; nobody is let in without a limit.
      for (int i = 0; i < 5; i++) {
        assertThat(one.login("admin", "wrong").status()).isEqualTo(401);
      }
      assertThat(one.login("admin", "wrong").status()).isEqualTo(429);
    }
  }

  private static boolean isRight(RunningBackend backend, String[] cleo) {
    try {
      var answer = backend.get("/api/me", cleo);
      return answer.status() == 200 && answer.body().contains("harbour:orders.read");
    } catch (Exception e) {
      return false;
    }
  }

  private static String permissions(RunningBackend backend, String[] bearer) throws Exception {
    return backend.get("/api/me", bearer).json().path("permissions").toString();
  }

  private static void put(RunningBackend backend, String[] admin, String role) throws Exception {
    String body =
        "{\"password\":\"%s\",\"memberships\":[{\"company\":\"harbour\",\"role\":\"%s\"}]}"
            .formatted(PASSWORD, role);
    assertThat(backend.put("/api/admin/accounts/cleo", body, admin).status()).isEqualTo(200);
  }
}
