package dev.slipway.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Reader;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pod tells over HTTP while it works, and once it has ended. */
@Timeout(120)
class ReportTest {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Reader reader = Reader.ofFreePort();

  @Test
  void theBuildOfAnIndexTellsWhatItAwaits() throws Exception {
    Scene scene = Scene.on(18).with("SLIPWAY_REPORT_PORT", Integer.toString(reader.port()));
    scene.file("V1__orders.sql", "CREATE TABLE orders (id int);").run("migrate", 1);
    scene.file("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);");

    CompletableFuture<Outcome> run;
    try (Connection other = scene.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("INSERT INTO shop.orders VALUES (1)");
      run = start(scene, UUID.randomUUID().toString(), 2, new Halt());
      String told = until("behind");
      other.rollback();

      assertThat(told)
          .startsWith("index shop.orders_id: waiting for writers before build, behind 1 others")
          .endsWith(", file V2__index.sql");
    }
    assertThat(run.get(60, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Done);
  }

  @Test
  void aResultLongerThanItsMessageWaitsForItsReader() throws Exception {
    Scene scene = many(Scene.on(18));

    CompletableFuture<Outcome> run = start(scene, scene.attempt(), 1, new Halt());
    JsonNode ended;
    do {
      ended = reader.read();
    } while (!ended.path("state").asText().equals("Ended"));
    Outcome outcome = run.get(60, TimeUnit.SECONDS);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(ended.path("result").path("changed").size())
        .isEqualTo(outcome.result().changed().size())
        .isGreaterThan(100);
    assertThat(ended.toString()).doesNotContain(Scene.PASSWORD);
  }

  @Test
  void aPodThatIsAskedToEndWaitsForNoReader() throws Exception {
    Scene scene = many(Scene.on(18));
    Halt halt = new Halt();
    CompletableFuture<Outcome> run = start(scene, scene.attempt(), 1, halt);
    while (scene
        .value("SELECT count(*) FROM pg_tables WHERE schemaname = 'shop' AND tablename = 't60'")
        .equals("0")) {
      assertThat(run).isNotDone();
    }

    halt.request();

    assertThat(run.get(20, TimeUnit.SECONDS).code()).isIn(0, Verdict.Unreachable.exitCode());
  }

  @Test
  void onlyOneAddressIsAnsweredAndOnlyToReaders() throws Exception {
    Scene scene =
        Scene.on(18)
            .with("SLIPWAY_REPORT_PORT", Integer.toString(reader.port()))
            .file("V1__wait.sql", "SELECT pg_sleep(60);");
    Halt halt = new Halt();
    CompletableFuture<Outcome> run = start(scene, scene.attempt(), 1, halt);
    String told = until("V1__wait.sql runs");

    assertThat(told).isEqualTo("V1__wait.sql runs");
    assertThat(status("/", "GET")).isEqualTo(404);
    assertThat(status("/report/../etc", "GET")).isEqualTo(404);
    assertThat(status("/report", "POST")).isEqualTo(405);
    halt.request();
    assertThat(run.get(20, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.Unreachable);
  }

  /** A port that somebody else has is no reason to fail a release. */
  @Test
  void withoutItsPortAReleaseGoesOn() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Scene scene =
          Scene.on(18)
              .with("SLIPWAY_REPORT_PORT", Integer.toString(taken.getLocalPort()))
              .file("V1__orders.sql", "CREATE TABLE orders (id int);");

      assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    }
  }

  /** More new objects than a termination message has room for. */
  private Scene many(Scene scene) {
    String tables =
        IntStream.rangeClosed(1, 60)
            .mapToObj("CREATE TABLE t%d (id int);"::formatted)
            .collect(Collectors.joining());
    return scene
        .file("V1__many.sql", tables)
        .with("SLIPWAY_REPORT_PORT", Integer.toString(reader.port()));
  }

  private static CompletableFuture<Outcome> start(
      Scene scene, String attempt, long seq, Halt halt) {
    return CompletableFuture.supplyAsync(() -> scene.run("migrate", attempt, seq, halt), THREADS);
  }

  private String until(String words) throws Exception {
    String told;
    do {
      told = reader.read().path("message").asText();
    } while (!told.contains(words));
    return told;
  }

  private int status(String path, String method) throws Exception {
    return CLIENT.send(request(path, method), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path, String method) {
    return HttpRequest.newBuilder(reader.address(path))
        .method(method, BodyPublishers.noBody())
        .build();
  }
}
