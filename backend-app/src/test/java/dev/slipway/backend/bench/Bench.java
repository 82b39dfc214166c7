package dev.slipway.backend.bench;

import dev.slipway.backend.embedded.EmbeddedDatabase;
import dev.slipway.backend.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures ours and another stack on the same read, in one run and in turns, so that whatever else
 * the machine does troubles both. Processor time per request is the figure to trust on a busy one.
 *
 * <p>Arguments: the class path of ours, that of the other, the folder of migrations.
 */
public final class Bench {

  private static final String PATH = "/api/orders?limit=20";
  private static final int CONNECTIONS = 8;
  private static final int WARM_UP = 4_000;
  private static final int REQUESTS = 4_000;
  private static final int ROUNDS = 3;
  private static final int RATE = 200;
  private static final int SECONDS = 5;
  private static final int STARTS = 3;

  private Bench() {}

  public static void main(String[] args) throws Exception {
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
    var ours = new Stack("backend-app", args[0], "dev.slipway.backend.Main", quiet);
    var logging = new Stack("backend-app, logging", args[0], "dev.slipway.backend.Main", env);
    var javalin = new Stack("Javalin", args[1], "dev.slipway.backend.bench.JavalinShop", quiet);

    place(ours);
    System.out.printf(
        "%n%-24s%10s%10s%10s%10s%10s%10s%n",
        "GET " + PATH, "CPU us", "req/s", "p50 ms", "p99 ms", "idle MiB", "after MiB");
    throughput(List.of(ours, javalin, logging));
    System.out.printf(
        "%n%-24s%10s%10s%10s   milliseconds to the first 200, median of %d%n",
        "start", "plain", "AOT cache", "cache MiB", STARTS);
    for (Stack stack : List.of(ours, javalin)) {
      starts(stack);
    }
    System.exit(0);
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

  private static void throughput(List<Stack> stacks) throws Exception {
    List<Stack.Running> running = new ArrayList<>();
    List<Double> idle = new ArrayList<>();
    for (Stack stack : stacks) {
      var process = stack.start();
      running.add(process);
      process.firstAnswer();
      new Load(process.port(), PATH, 1).asFastAsPossible(20);
      idle.add(process.resident());
    }
    var cpu = new double[stacks.size()][ROUNDS];
    var rate = new double[stacks.size()][ROUNDS];
    for (var process : running) {
      new Load(process.port(), PATH, CONNECTIONS).asFastAsPossible(WARM_UP);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < stacks.size(); i++) {
        double before = running.get(i).cpuMicros();
        double seconds =
            new Load(running.get(i).port(), PATH, CONNECTIONS).asFastAsPossible(REQUESTS);
        cpu[i][round] = (running.get(i).cpuMicros() - before) / REQUESTS;
        rate[i][round] = REQUESTS / seconds;
      }
    }
    for (int i = 0; i < stacks.size(); i++) {
      long[] took = new Load(running.get(i).port(), PATH, CONNECTIONS).atRate(RATE, SECONDS);
      System.out.printf(
          "%-24s%10.0f%10.0f%10.2f%10.2f%10.0f%10.0f%n",
          stacks.get(i).name(),
          median(cpu[i]),
          median(rate[i]),
          took[took.length / 2] / 1e6,
          took[took.length * 99 / 100] / 1e6,
          idle.get(i),
          running.get(i).resident());
    }
    running.forEach(Stack.Running::close);
  }

  private static void starts(Stack stack) throws Exception {
    Path cache = Files.createTempFile("bench", ".aot");
    Files.delete(cache);
    try (var training = stack.start("-XX:AOTCacheOutput=" + cache)) {
      training.firstAnswer();
      new Load(training.port(), PATH, 2).asFastAsPossible(50);
      training.end();
    }
    var plain = new double[STARTS];
    var cached = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      plain[i] = start(stack);
      cached[i] = start(stack, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    }
    System.out.printf(
        "%-24s%10.0f%10.0f%10.0f%n",
        stack.name(), median(plain), median(cached), Files.size(cache) / 1024.0 / 1024);
    Files.delete(cache);
  }

  private static double start(Stack stack, String... options) throws IOException {
    try (var running = stack.start(options)) {
      return running.firstAnswer();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
