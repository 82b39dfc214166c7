package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.faults.player.Script;
import java.util.Locale;
import java.util.Set;

/** What people do, and how it goes where nothing is broken. */
public enum Scenario {
  FIRST_INSTALL(1),
  GOOD_RELEASE(2),
  ERROR_RATE(2) {
    @Override
    String analysis() {
      return "bake: 40s\n  analysis: {errorRate: {max: 5%, for: 20s}, metrics: {port: 8080}}";
    }
  },
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
      case FIRST_INSTALL, FAILED_MIGRATION, DELETION -> Set.of(1);
      case GOOD_RELEASE, ERROR_RATE -> Set.of(1, 2);
      case SUPERSEDED -> Set.of(1, 3);
    };
  }

  /** Whether version 1 serves before anything can break. */
  boolean begins() {
    return this != FIRST_INSTALL;
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
    var outcome = status.lastOutcome();
    return outcome != null
        && Integer.toString(last).equals(outcome.version())
        && Set.of("Ready", "RolledBack", "Failed", "Held").contains(String.valueOf(status.phase()));
  }

  Script script(long seed, String canary) {
    return new Script(
        seed,
        canary,
        this == FAILED_MIGRATION ? Set.of(2) : Set.of(),
        this == ERROR_RATE ? Set.of(2) : Set.of());
  }
}
