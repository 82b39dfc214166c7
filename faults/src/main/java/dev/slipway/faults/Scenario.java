package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.faults.database.Misfortune;
import dev.slipway.faults.player.Program;
import dev.slipway.faults.player.Script;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people do, and how it goes where nothing is broken. */
public enum Scenario {
  FIRST_INSTALL(1),
  /** The same, with the real runner in processes against a real PostgreSQL. */
  REAL_MIGRATION(1),
  /** A real migration whose runner is killed in its second file. */
  REAL_INTERRUPTION(2),
  /** A real migration whose second file fails after its first one took hold. */
  REAL_FAILURE(2),
  GOOD_RELEASE(2),
  ERROR_RATE(2) {
    @Override
    String analysis() {
      return "bake: 40s\n  analysis: {errorRate: {max: 5%, for: 20s}, metrics: {port: 8080}}";
    }
  },
  BAD_PODS(2),
  FAILED_MIGRATION(2),
  SUPERSEDED(3) {
    @Override
    void act(Stage stage) {
      stage.script().holdCheck(2);
      stage.apply(2);
      stage.await("the check of release 2 runs", () -> stage.jobOf(2, "check"));
      stage.apply(3);
    }
  },
  DELETION(2) {
    @Override
    void act(Stage stage) {
      stage.apply(2);
      stage.await("release 2 settles", () -> stage.inPhase("Settling"));
      stage.delete();
    }
  },
  /** A person turns a release around while it is watched. */
  REQUESTED_ROLLBACK(2) {
    @Override
    String analysis() {
      return "bake: 40s";
    }

    @Override
    void act(Stage stage) {
      stage.apply(2);
      stage.await("release 2 is watched", () -> stage.inPhase("Baking"));
      stage.request("rollback 2 a1");
    }
  },
  /** A person goes back from a version that has long been promoted. */
  RECALL(2) {
    @Override
    void act(Stage stage) {
      stage.request("rollback 2 a1");
    }
  };

  private final int last;

  Scenario(int last) {
    this.last = last;
  }

  static Scenario of(String text) {
    return valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** For plans, for example {@code good-release}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Numbers of releases that users may reach at any time. */
  Set<Integer> mayServe() {
    return switch (this) {
      case FIRST_INSTALL, REAL_MIGRATION, REAL_FAILURE, BAD_PODS, FAILED_MIGRATION, DELETION ->
          Set.of(1);
      case REAL_INTERRUPTION, GOOD_RELEASE, ERROR_RATE, REQUESTED_ROLLBACK, RECALL -> Set.of(1, 2);
      case SUPERSEDED -> Set.of(1, 3);
    };
  }

  /** Whose undisturbed end it begins with, before anything can break; empty: with nothing. */
  Optional<Scenario> after() {
    return switch (this) {
      case FIRST_INSTALL, REAL_MIGRATION -> Optional.empty();
      case REAL_INTERRUPTION, REAL_FAILURE -> Optional.of(REAL_MIGRATION);
      case GOOD_RELEASE,
          ERROR_RATE,
          BAD_PODS,
          FAILED_MIGRATION,
          SUPERSEDED,
          DELETION,
          REQUESTED_ROLLBACK ->
          Optional.of(FIRST_INSTALL);
      case RECALL -> Optional.of(GOOD_RELEASE);
    };
  }

  /** More of the spec, as YAML two spaces deep. */
  String analysis() {
    return "bake: 2s";
  }

  void act(Stage stage) {
    stage.apply(last);
  }

  /** Whether the object goes in the end. */
  boolean leavesNothing() {
    return this == DELETION;
  }

  /** Whether the last release has ended, however it ended. */
  boolean ended(BackendReleaseStatus status) {
    var phase = String.valueOf(status.phase());
    var outcome = status.lastOutcome();
    return outcome != null
        && Integer.toString(last).equals(outcome.version())
        && Set.of("Ready", "RolledBack", "Failed", "Held").contains(phase)
        && (this != RECALL || !phase.equals("Ready"));
  }

  /** How migrations go where they are the real ones. */
  Optional<Misfortune> database() {
    return switch (this) {
      case REAL_MIGRATION -> Optional.of(Misfortune.NONE);
      case REAL_INTERRUPTION -> Optional.of(Misfortune.KILLED);
      case REAL_FAILURE -> Optional.of(Misfortune.FAILS);
      default -> Optional.empty();
    };
  }

  Script script(long seed, String canary, Optional<Program> program) {
    return new Script(
        seed,
        canary,
        new Script.Misfortunes(only(FAILED_MIGRATION, 2), only(ERROR_RATE, 2), only(BAD_PODS, 2)),
        program);
  }

  private Set<Integer> only(Scenario scenario, int number) {
    return this == scenario ? Set.of(number) : Set.of();
  }
}
