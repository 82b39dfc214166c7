package dev.slipway.faults.player;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** How the application and its database behave in one namespace. */
public final class Script {
  private static final String PASSWORD_IN_WORDS = "password=";

  private final Ledger ledger = new Ledger();
  private final long seed;
  private final String canary;
  private final Set<Integer> failingMigrations;
  private final Set<Integer> failingVersions;
  private final Set<Integer> heldChecks = ConcurrentHashMap.newKeySet();
  private final Set<Integer> smoked = ConcurrentHashMap.newKeySet();

  /**
   * A script.
   *
   * @param seed shapes how long pods take
   * @param canary a value of the Secrets, which failing programs blurt out
   * @param failingMigrations numbers of releases whose migration fails
   * @param failingVersions numbers of releases that answer users with errors
   */
  public Script(
      long seed, String canary, Set<Integer> failingMigrations, Set<Integer> failingVersions) {
    this.seed = seed;
    this.canary = canary;
    this.failingMigrations = Set.copyOf(failingMigrations);
    this.failingVersions = Set.copyOf(failingVersions);
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The check of this release does not end until it is let go. */
  public void holdCheck(int number) {
    heldChecks.add(number);
  }

  boolean holds(int number, String step) {
    return step.equals("check") && heldChecks.contains(number);
  }

  /** Users' errors begin where nothing else could have found them. */
  double errorRate(int number) {
    return failingVersions.contains(number) && smoked.contains(number) ? 0.6 : 0;
  }

  /** Between 30 and 330 milliseconds, the same for the same pod's place in the same run. */
  Duration pause(String what) {
    return Duration.ofMillis(30 + new Random(seed * 31 + what.hashCode()).nextInt(300));
  }

  /** Exit code and last words of a runner. */
  Words run(String step, int number, Map<String, String> env) {
    var files = files(number);
    return switch (step) {
      case "check" ->
          done(
              "\"pending\":%s,\"current\":\"%s\",\"plan\":\"%016x\""
                  .formatted(json(ledger.pending(files)), current(), number));
      case "migrate" -> migrate(number, seq(env), files);
      case "inspect" -> inspect(seq(env), files);
      default -> {
        smoked.add(number);
        yield done("\"state\":\"\"");
      }
    };
  }

  private Words migrate(int number, long seq, List<String> files) {
    var entry = ledger.migrate(seq, files, failingMigrations.contains(number));
    return switch (entry.verdict()) {
      case "Done" ->
          done("\"applied\":%s,\"current\":\"%s\"".formatted(json(entry.applied()), current()));
      case "Failed" ->
          new Words(
              11,
              "{\"verdict\":\"Failed\",\"message\":\"the file failed, %s%s jdbc:postgresql://app:%s@db/x\",\"failed\":\"2\"}"
                  .formatted(PASSWORD_IN_WORDS, canary, canary));
      default ->
          new Words(
              14,
              "{\"verdict\":\"Fenced\",\"message\":\"a later run\",\"highest\":%d}"
                  .formatted(entry.highest()));
    };
  }

  private Words inspect(long seq, List<String> files) {
    var missing = ledger.inspect(seq, files);
    var state = missing.isEmpty() ? "Applied" : "NothingApplied";
    return done(
        "\"state\":\"%s\",\"current\":\"%s\",\"pending\":%s"
            .formatted(state, current(), json(missing)));
  }

  private static Words done(String more) {
    return new Words(0, "{\"verdict\":\"Done\",\"message\":\"done\"," + more + "}");
  }

  private String current() {
    return Integer.toString(ledger.effects().size());
  }

  /** Release n brings file n, and has all those before it. */
  private static List<String> files(int number) {
    return IntStream.rangeClosed(1, number).mapToObj(Integer::toString).toList();
  }

  private static long seq(Map<String, String> env) {
    return Long.parseLong(env.getOrDefault("SLIPWAY_SEQ", "0"));
  }

  private static String json(List<String> texts) {
    return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
  }

  /**
   * How a program ends.
   *
   * @param text termination message
   */
  record Words(int code, String text) {}
}
