package dev.slipway.faults.player;

import dev.slipway.faults.player.Program.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How the application and its database behave in one namespace. */
public final class Script {
  private static final String PASSWORD_IN_WORDS = "password=";
  private static final Set<String> DATABASE = Set.of("check", "migrate", "inspect");

  private final Ledger ledger = new Ledger();
  private final long seed;
  private final String canary;
  private final Misfortunes misfortunes;
  private final Optional<Program> program;
  private final AtomicInteger running = new AtomicInteger();
  private volatile long ended = System.nanoTime();
  private final Set<Integer> heldChecks = ConcurrentHashMap.newKeySet();
  private final Set<Integer> smoked = ConcurrentHashMap.newKeySet();

  /**
   * Numbers of releases that go wrong.
   *
   * @param migrations those whose migration fails
   * @param answers those that answer users with errors
   * @param pods those whose pods end as soon as they start
   */
  public record Misfortunes(Set<Integer> migrations, Set<Integer> answers, Set<Integer> pods) {
    public Misfortunes {
      migrations = Set.copyOf(migrations);
      answers = Set.copyOf(answers);
      pods = Set.copyOf(pods);
    }
  }

  /**
   * A script.
   *
   * @param seed shapes how long pods take
   * @param canary a value of the Secrets, which failing programs blurt out
   * @param program what runs instead of the ledger in memory
   */
  public Script(long seed, String canary, Misfortunes misfortunes, Optional<Program> program) {
    this.program = program;
    this.seed = seed;
    this.canary = canary;
    this.misfortunes = misfortunes;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** How often each migration file took hold. */
  public Map<String, Integer> effects() {
    return program.map(Program::effects).orElseGet(ledger::effects);
  }

  /** The check of this release does not end until it is let go. */
  public void holdCheck(int number) {
    heldChecks.add(number);
  }

  boolean holds(int number, String step) {
    return step.equals("check") && heldChecks.contains(number);
  }

  /** What a program says as it crashes, too much as always; empty where it runs. */
  Optional<String> crash(int number) {
    return misfortunes.pods().contains(number)
        ? Optional.of("no connection with " + PASSWORD_IN_WORDS + canary)
        : Optional.empty();
  }

  /** Users' errors begin where nothing else could have found them. */
  double errorRate(int number) {
    return misfortunes.answers().contains(number) && smoked.contains(number) ? 0.6 : 0;
  }

  /** Between 30 and 330 milliseconds, the same for the same pod's place in the same run. */
  Duration pause(String what) {
    return Duration.ofMillis(30 + new Random(seed * 31 + what.hashCode()).nextInt(300));
  }

  /** Exit code and last words of a runner. */
  Words run(String step, int number, Map<String, String> env) {
    if (program.isEmpty() || !DATABASE.contains(step)) {
      return played(step, number, env);
    }
    running.incrementAndGet();
    try {
      return program.get().run(step, env);
    } finally {
      ended = System.nanoTime();
      running.decrementAndGet();
    }
  }

  /** Whether no real program has run for so long; on a busy machine one takes its time. */
  public boolean quietFor(Duration time) {
    return running.get() == 0 && System.nanoTime() - ended > time.toNanos();
  }

  private Words played(String step, int number, Map<String, String> env) {
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
    var entry = ledger.migrate(seq, files, misfortunes.migrations().contains(number));
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
}
