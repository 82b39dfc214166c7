package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R4, R9: PostgreSQL and Redis end and are started again, one after the other and both at once,
 * while people order, read and ask who they are at two replicas.
 */
class LossTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PASSWORD = "canary-of-the-clerk";
  private static final String HARBOUR =
      "{\"password\":\""
          + PASSWORD
          + "\",\"memberships\":[{\"company\":\"harbour\",\"role\":\"%s\"}]}";

  /** Each order that was confirmed, as it was confirmed. */
  private final Map<String, String> confirmed = new ConcurrentHashMap<>();

  private final List<String> places = java.util.Collections.synchronizedList(new ArrayList<>());
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger known = new AtomicInteger();
  private final AtomicInteger items = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @ParameterizedTest
  @EnumSource
  void givesNoWrongAnswerWhileBothAreLostAndComeBack(PostgresServer server) throws Exception {
    var database = ShopDatabase.fresh(server);
    database.migrateTo("v8");
    try (var redis = RedisServer.start()) {
      var env = database.environment("v8");
      env.put("REDIS_URL", redis.url());
      try (var one = RunningBackend.start(env);
          var two = RunningBackend.start(env);
          ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
        String[] admin = one.administrator();
        assertThat(one.put("/api/admin/accounts/cleo", HARBOUR.formatted("clerk"), admin).status())
            .isEqualTo(200);
        String[] cleo = one.bearer("cleo", PASSWORD);
        List<Future<?>> load = new ArrayList<>();
        for (var replica : List.of(one, two)) {
          load.add(people.submit(() -> whileThereIsLoad(() -> order(replica))));
          load.add(people.submit(() -> whileThereIsLoad(() -> read(replica))));
          load.add(people.submit(() -> whileThereIsLoad(() -> ask(replica, cleo))));
        }
        everybodyGoesOn();
        redis.down();
        everybodyGoesOn();
        server.down();
        for (var replica : List.of(one, two)) {
          await().atMost(SOON).until(() -> replica.get("/api/readyz").status() == 503);
          assertThat(replica.get("/api/healthz").status()).isEqualTo(200);
        }
        int before = refused.get();
        await().atMost(SOON).until(() -> refused.get() > before);
        redis.up();
        server.up();
        for (var replica : List.of(one, two)) {
          await().atMost(SOON).until(() -> replica.get("/api/readyz").status() == 200);
        }
        everybodyGoesOn();
        server.down();
        server.up();
        redis.down();
        redis.up();
        everybodyGoesOn();
        enough.set(true);
        for (Future<?> each : load) {
          each.get();
        }
        assertThat(wrong).isEmpty();
        for (var each : confirmed.entrySet()) {
          assertThat(two.get(each.getKey()).body()).isEqualTo(each.getValue());
        }
        assertThat(twice(database)).isZero();
        await()
            .atMost(SOON)
            .until(() -> one.get("/api/admin/cache", admin).json().path("available").asBoolean());
      }
    }
  }

  /** So many answers of each kind that none of them stands still. */
  private void everybodyGoesOn() {
    int orders = confirmed.size();
    int reads = read.get();
    int asks = known.get();
    await()
        .atMost(SOON)
        .until(() ->
            confirmed.size() > orders + 20 && read.get() > reads + 20 && known.get() > asks + 20);
  }

  private void order(RunningBackend replica) throws Exception {
    String item = "item " + items.incrementAndGet();
    var answer = replica.post("/api/orders", "{\"customer\":\"ana\",\"item\":\"" + item + "\"}");
    if (answer.status() == 201 && answer.body().contains("\"" + item + "\"")) {
      confirmed.put(answer.header("location"), answer.body());
      places.add(answer.header("location"));
    } else {
      refusedOrWrong(answer);
    }
  }

  private void read(RunningBackend replica) throws Exception {
    if (places.isEmpty()) {
      Thread.onSpinWait();
      return;
    }
    String place = places.get(ThreadLocalRandom.current().nextInt(places.size()));
    var answer = replica.get(place);
    if (answer.status() == 200 && answer.body().equals(confirmed.get(place))) {
      read.incrementAndGet();
    } else {
      refusedOrWrong(answer);
    }
  }

  private void ask(RunningBackend replica, String[] cleo) throws Exception {
    var answer = replica.get("/api/me", cleo);
    if (answer.status() == 200 && answer.body().contains("harbour:orders.place")) {
      known.incrementAndGet();
    } else {
      refusedOrWrong(answer);
    }
  }

  /** 503 says what is true: come again. */
  private void refusedOrWrong(RunningBackend.Answer answer) {
    if (answer.status() == 503 && !answer.header("retry-after").isEmpty()) {
      refused.incrementAndGet();
    } else {
      wrong.add(answer.toString());
    }
  }

  private void whileThereIsLoad(Work work) {
    while (!enough.get()) {
      try {
        work.once();
      } catch (Exception e) {
        wrong.add(String.valueOf(e));
      }
    }
  }

  private static int twice(ShopDatabase database) throws Exception {
    try (var connection = database.server().superuser("shop");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM (SELECT item FROM shop.orders GROUP BY item"
                    + " HAVING count(*) > 1) AS doubled")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @FunctionalInterface
  private interface Work {
    void once() throws Exception;
  }
}
