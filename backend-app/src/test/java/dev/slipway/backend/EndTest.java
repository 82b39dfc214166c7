package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two pods behind a Service, one is ended while clients hold their connections. */
class EndTest {

  private static final int CLIENTS = 12;
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final AtomicInteger service = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void cutsNoRequestOfAClientWithKeepAlive() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v1");
    var env = database.environment("v1");
    env.put("FAULT_LATENCY_MS", "40");
    try (var old = BackendProcess.start(env);
        var young = BackendProcess.start(env);
        var idle = new KeepAliveClient(old::port);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      service.set(old.port());
      int next = young.port();
      assertThat(idle.get("/api/orders")).isEqualTo(200);
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        // Some ask without a pause, some rest longer than an answer takes.
        long rest = i % 3 * 120L;
        running.add(clients.submit(() -> ask(rest)));
      }
      Future<Integer> jdk = clients.submit(this::askWithTheJdksClient);
      try {
        await().atMost(AT_MOST).until(() -> answers.get() > 100);
        // After the preStop sleep no new connection comes here; the old ones are still open.
        service.set(next);
        old.terminate();
        assertThat(old.exitCode(Duration.ofSeconds(10))).isZero();
        idle.awaitEnd();
        int before = answers.get();
        await().atMost(AT_MOST).until(() -> answers.get() > before + 100 || anyDone(running));
      } finally {
        enough.set(true);
      }
      for (Future<Integer> client : running) {
        assertThat(client.get(20, TimeUnit.SECONDS)).as("connections").isEqualTo(2);
      }
      assertThat(jdk.get(20, TimeUnit.SECONDS)).isPositive();
      assertThat(old.lines()).anyMatch(line -> line.contains("\"message\":\"Ended\""));
    }
  }

  /** A client that is done before it was told so has failed; its answer says how. */
  private static boolean anyDone(List<Future<Integer>> clients) {
    return clients.stream().anyMatch(Future::isDone);
  }

  private int ask(long restMillis) throws IOException, InterruptedException {
    try (var client = new KeepAliveClient(service::get)) {
      while (!enough.get()) {
        assertThat(client.get("/api/orders?limit=1")).isEqualTo(200);
        answers.incrementAndGet();
        rest(restMillis);
      }
      return client.connections();
    }
  }

  private int askWithTheJdksClient() throws IOException, InterruptedException {
    int asked = 0;
    try (var client = HttpClient.newHttpClient()) {
      while (!enough.get()) {
        var uri = URI.create("http://localhost:" + service.get() + "/api/orders");
        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        asked++;
      }
    }
    return asked;
  }

  private static void rest(long millis) throws InterruptedException {
    if (millis > 0) {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
  }
}
