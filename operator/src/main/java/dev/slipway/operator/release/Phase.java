package dev.slipway.operator.release;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a release stands. Each phase holds only what belongs to it; deadlines are absolute, so they
 * survive a restart of the operator.
 */
public sealed interface Phase {

  /** When it began, where that follows from what it holds. */
  default Optional<Instant> began() {
    return switch (this) {
      case Settling settling -> Optional.of(settling.until().minus(Pace.SETTLE));
      case Smoking smoking -> Optional.of(smoking.deadline().minus(Pace.SMOKE));
      case Resting _,
          Checking _,
          Migrating _,
          Inspecting _,
          RollingOut _,
          Baking _,
          Promoting _,
          GoingBack _,
          SmokingBack _ ->
          Optional.empty();
    };
  }

  /** Nothing is in flight. */
  record Resting() implements Phase {}

  /**
   * The rules are checked; nothing has been changed yet.
   *
   * @param gatedSince since when a gate is waited for; the deadline does not count meanwhile
   */
  record Checking(Instant deadline, Retries retries, Optional<Instant> gatedSince)
      implements Phase {
    public Checking(Instant deadline, Retries retries) {
      this(deadline, retries, Optional.empty());
    }

    public Checking(Instant deadline) {
      this(deadline, Retries.NONE);
    }
  }

  /**
   * A migration Job runs, or will run once {@code notBefore} has come.
   *
   * @param tries Jobs of this attempt so far, this one included
   * @param launched whether the Job for the present sequence number was ordered
   * @param notBefore before it no Job is started; once launched: before it a missing Job proves
   *     nothing, since what is seen may be older than the order
   * @param vouched what a person has found in the database, who resolved a held attempt
   */
  record Migrating(
      int tries, boolean launched, Instant notBefore, Optional<Ruling.Acceptance> vouched)
      implements Phase {
    public Migrating(int tries, boolean launched, Instant notBefore) {
      this(tries, launched, notBefore, Optional.empty());
    }
  }

  /** The result of a migration is missing; a Job reads the database to learn what happened. */
  record Inspecting(int tries) implements Phase {}

  /**
   * The schema is new and the old pods are watched on it.
   *
   * @param until healthy until here is proof enough
   * @param deadline unhealthy until here is proof of the contrary
   * @param thenStop the migration failed after a part of its files: stop instead of rolling out
   */
  record Settling(Instant until, Instant deadline, boolean thenStop, String story)
      implements Phase {}

  /** Pods are exchanged. */
  record RollingOut(Instant deadline) implements Phase {}

  /** The new version has all pods and is tried from outside. */
  record Smoking(Instant deadline, Retries retries, Optional<Growth> growth) implements Phase {
    public Smoking(Instant deadline) {
      this(deadline, Retries.NONE, Optional.empty());
    }
  }

  /** The new version has all traffic and is watched. */
  record Baking(Instant until, boolean extended, Optional<Growth> growth, Optional<Relogin> relogin)
      implements Phase {
    public Baking(Instant until, boolean extended) {
      this(until, extended, Optional.empty(), Optional.empty());
    }

    Baking growing(Optional<Growth> now) {
      return new Baking(until, extended, now, relogin);
    }

    Baking extendedUntil(Instant later) {
      return new Baking(later, true, growth, relogin);
    }
  }

  /** The new version has passed; the Service is narrowed to it and the record closed. */
  record Promoting(Reason reason) implements Phase {}

  /**
   * Traffic goes back to the old version, then the new pods go.
   *
   * @param patientUntil so long nearly all old pods are waited for before the cut
   * @param deadline from here on any ready old pod will do
   */
  record GoingBack(Reason why, String story, Instant patientUntil, Instant deadline)
      implements Phase {}

  /** The old version has all traffic and is tried from outside. */
  record SmokingBack(Reason why, String story, Instant deadline, Retries retries) implements Phase {
    public SmokingBack(Reason why, String story, Instant deadline) {
      this(why, story, deadline, Retries.NONE);
    }
  }
}
