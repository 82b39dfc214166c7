package dev.slipway.backend.bench;

import dev.slipway.backend.embedded.EmbeddedDatabase;
import dev.slipway.backend.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures ours and another stack on the same read, in one run and in turns, so that whatever else
 * the machine does troubles all alike. Processor time per request is the figure to trust on a busy
 * one.
 *
 * <p>Arguments: the class path of ours, that of the other, the folder of migrations.
 */
public final class Bench {

  private static final String PATH = "/api/orders?limit=20";
  private static final int CONNECTIONS = 8;
  private static final int WARM_UP = 2_000;
  private static final int REQUESTS = 2_000;
  private static final int ROUNDS = 3;
  private static final int RATE = 200;
  private static final int SECONDS = 2;
  private static final int STARTS = 3;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    List<Subject> subjects = subjects(args);
    // Also when time is up before all is measured: what there is, is told.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Report.print(PATH, subjects)));
    place(subjects.getFirst().stack());
    List<Subject> twoPrograms = subjects.subList(0, 2);
    for (Subject subject : twoPrograms) {
      train(subject);
    }
    serve(subjects);
    for (int round = 0; round < STARTS; round++) {
      for (Subject subject : twoPrograms) {
        start(subject);
      }
    }
    for (Subject subject : twoPrograms) {
      Files.delete(subject.cache());
    }
    System.exit(0);
  }

  /** Ours first, then who it is compared with; then both in another setting. */
  private static List<Subject> subjects(String[] args) throws Exception {
    var settings = Settings.from(Map.of("MIGRATIONS_DIR", args[2], "PORT", "0"));
    var database = EmbeddedDatabase.start(settings);
    Map<String, String> env = new HashMap<>();
    env.put("DATABASE_URL", database.jdbcUrl());
    env.put("DB_USERNAME", String.valueOf(database.username()));
    env.put("DB_PASSWORD", String.valueOf(database.password()));
    env.put("DB_POOL_SIZE", "8");
    env.put("PORT", "0");
    env.put("VERSION", "v2");
    env.put("MIGRATIONS_STRICT", "true");
    env.put("MIGRATIONS_DIR", args[2]);
    Map<String, String> quiet = new HashMap<>(env);
    quiet.put("ACCESS_LOG", "false");
    Map<String, String> duties = new HashMap<>(env);
    duties.put("DUTIES", "true");
    String ours = "dev.slipway.backend.Main";
    String javalin = "dev.slipway.backend.bench.JavalinShop";
    Path our = Files.createTempFile("bench", ".aot");
    Path other = Files.createTempFile("bench", ".aot");
    Files.delete(our);
    Files.delete(other);
    return List.of(
        Subject.of(new Stack("backend-app", args[0], ours, quiet), our),
        Subject.of(new Stack("Javalin, same duties", args[1], javalin, duties), other),
        Subject.of(new Stack("Javalin, bare", args[1], javalin, env), other),
        Subject.of(new Stack("backend-app, logging", args[0], ours, env), our));
  }

  /** Enough orders for a list of twenty. */
  private static void place(Stack ours) throws Exception {
    try (var running = ours.start();
        var client = java.net.http.HttpClient.newHttpClient()) {
      var uri = java.net.URI.create("http://localhost:" + running.port() + "/api/orders");
      for (int i = 0; i < 50; i++) {
        var body = "{\"customer\":\"customer " + i + "\",\"item\":\"rope, 10 m\",\"note\":\"n\"}";
        var request =
            java.net.http.HttpRequest.newBuilder(uri)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding());
      }
    }
  }

  private static void train(Subject subject) throws Exception {
    try (var training = subject.stack().start("-XX:AOTCacheOutput=" + subject.cache())) {
      training.firstAnswer(PATH);
      new Load(training.port(), PATH, 2).asFastAsPossible(50);
      training.end();
    }
  }

  private static void serve(List<Subject> subjects) throws Exception {
    List<Stack.Running> running = new ArrayList<>();
    for (Subject subject : subjects) {
      var process = subject.stack().start(subject.useCache());
      running.add(process);
      process.firstAnswer(PATH);
      new Load(process.port(), PATH, 1).asFastAsPossible(20);
      subject.idle().add(process.resident());
    }
    for (var process : running) {
      new Load(process.port(), PATH, CONNECTIONS).asFastAsPossible(WARM_UP);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        double before = running.get(i).cpuMicros();
        var load = new Load(running.get(i).port(), PATH, CONNECTIONS);
        double seconds = load.asFastAsPossible(REQUESTS);
        subject.cpu().add((running.get(i).cpuMicros() - before) / REQUESTS);
        subject.rate().add(REQUESTS / seconds);
        long[] took = load.atRate(RATE, SECONDS);
        subject.half().add(took[took.length / 2] / 1e6);
        subject.slow().add(took[took.length * 99 / 100] / 1e6);
      }
    }
    for (int i = 0; i < subjects.size(); i++) {
      subjects.get(i).after().add(running.get(i).resident());
      running.get(i).close();
    }
  }

  private static void start(Subject subject) throws IOException {
    try (var plain = subject.stack().start()) {
      subject.plain().add(plain.firstAnswer(PATH));
    }
    try (var cached = subject.stack().start(subject.useCache())) {
      subject.cached().add(cached.firstAnswer(PATH));
    }
  }

  /** A stack and what was measured of it: microseconds, a second, milliseconds, MiB. */
  record Subject(
      Stack stack,
      Path cache,
      List<Double> cpu,
      List<Double> rate,
      List<Double> half,
      List<Double> slow,
      List<Double> idle,
      List<Double> after,
      List<Double> plain,
      List<Double> cached) {

    static Subject of(Stack stack, Path cache) {
      return new Subject(
          stack, cache, empty(), empty(), empty(), empty(), empty(), empty(), empty(), empty());
    }

    /** Fails when the cache does not fit: a figure without it would be a lie. */
    String[] useCache() {
      return new String[] {"-XX:AOTCache=" + cache, "-XX:AOTMode=on"};
    }

    private static List<Double> empty() {
      return new ArrayList<>();
    }
  }
}
