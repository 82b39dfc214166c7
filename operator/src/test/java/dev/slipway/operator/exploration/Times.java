package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Growth;
import dev.slipway.operator.release.Heard;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Relogin;
import dev.slipway.operator.release.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * It is always the same moment: when time passes, everything else moves back. So two worlds that
 * differ only in the hour are one.
 */
final class Times {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  static final Duration BAKE = Duration.ofSeconds(60);
  static final Duration PROGRESS = Duration.ofSeconds(90);
  static final Duration UNHEALTHY = Duration.ofSeconds(60);
  static final Duration OUTAGE = Duration.ofSeconds(30);
  static final Duration SMOKE = Duration.ofMinutes(5);
  static final Duration SETTLE = Duration.ofSeconds(10);

  private Times() {}

  static Memory earlier(Memory memory, int seconds) {
    return new Memory(
        earlier(memory.phase(), seconds),
        memory.serving(),
        memory.attempt(),
        memory.failedPlans(),
        memory.seq(),
        memory.intents(),
        memory.last(),
        new Heard(
            memory.heard().answer(),
            memory.heard().pausedAt().map(at -> back(at, seconds)),
            memory.heard().ruling()));
  }

  static Phase earlier(Phase phase, int seconds) {
    return switch (phase) {
      case Phase.Resting p -> p;
      case Phase.Checking p ->
          new Phase.Checking(
              back(p.deadline(), seconds),
              back(p.retries(), seconds),
              p.gatedSince().map(at -> back(at, seconds)));
      case Phase.Migrating p ->
          new Phase.Migrating(p.tries(), p.launched(), back(p.notBefore(), seconds), p.vouched());
      case Phase.Inspecting p -> p;
      case Phase.Settling p ->
          new Phase.Settling(
              back(p.until(), seconds), back(p.deadline(), seconds), p.thenStop(), p.story());
      case Phase.RollingOut p -> new Phase.RollingOut(back(p.deadline(), seconds));
      case Phase.Smoking p ->
          new Phase.Smoking(
              back(p.deadline(), seconds),
              back(p.retries(), seconds),
              p.growth().map(g -> new Growth(g.from(), back(g.at(), seconds))));
      case Phase.Baking p ->
          new Phase.Baking(
              back(p.until(), seconds),
              p.extended(),
              p.growth().map(g -> new Growth(g.from(), back(g.at(), seconds))),
              p.relogin().map(l -> new Relogin(back(l.next(), seconds), l.failed())));
      case Phase.Promoting p -> p;
      case Phase.GoingBack p ->
          new Phase.GoingBack(
              p.why(), p.story(), back(p.patientUntil(), seconds), back(p.deadline(), seconds));
      case Phase.SmokingBack p ->
          new Phase.SmokingBack(
              p.why(), p.story(), back(p.deadline(), seconds), back(p.retries(), seconds));
    };
  }

  private static Retries back(Retries retries, int seconds) {
    return retries.used() == 0
        ? retries
        : new Retries(retries.used(), back(retries.notBefore(), seconds));
  }

  private static Instant back(Instant at, int seconds) {
    var oldest = NOW.minusSeconds(Fleet.OLDEST);
    var back = at.minusSeconds(seconds);
    return back.isBefore(oldest) ? oldest : back;
  }

  /**
   * Seconds until the next moment at which anything is decided otherwise; 0 where there is none.
   */
  static int next(World world) {
    var at = new ArrayList<Instant>();
    marks(world, at);
    for (var job : world.jobs) {
      if (job.unstarted() && !job.stopped()) {
        at.add(NOW.minusSeconds(job.age()).plus(PROGRESS));
      }
    }
    return at.stream()
        .filter(NOW::isBefore)
        .mapToInt(mark -> (int) Duration.between(NOW, mark).toSeconds())
        .min()
        .orElse(0);
  }

  private static void marks(World world, List<Instant> at) {
    var memory = world.memory();
    var candidate = memory.attempt().map(Attempt::number).map(world::fleet).orElse(null);
    var serving = memory.serving().map(s -> world.fleet(s.number())).orElse(null);
    switch (memory.phase()) {
      case Phase.Resting _, Phase.Inspecting _, Phase.Promoting _ -> {}
      case Phase.Checking p -> {
        at.add(p.deadline());
        at.add(p.retries().notBefore());
      }
      case Phase.Migrating p -> at.add(p.notBefore());
      case Phase.Settling p -> {
        at.add(p.until());
        at.add(p.deadline());
        readiness(serving, SETTLE, at);
      }
      case Phase.RollingOut p -> {
        at.add(p.deadline());
        at.add(p.deadline().plus(PROGRESS.multipliedBy(world.replicas)));
        readiness(candidate, PROGRESS, at);
      }
      case Phase.Smoking p -> {
        at.add(p.deadline());
        at.add(p.retries().notBefore());
        p.growth().ifPresent(g -> at.add(g.at().plus(PROGRESS)));
        unreadiness(candidate, at);
      }
      case Phase.Baking p -> {
        at.add(p.until());
        at.add(p.until().plus(BAKE));
        p.relogin().ifPresent(login -> at.add(login.next()));
        p.relogin()
            .filter(login -> login.failed() > 0)
            .ifPresent(_ -> at.add(p.until().plus(SMOKE)));
        p.growth().ifPresent(g -> at.add(g.at().plus(PROGRESS)));
        unreadiness(candidate, at);
      }
      case Phase.GoingBack p -> {
        at.add(p.patientUntil());
        at.add(p.deadline());
      }
      case Phase.SmokingBack p -> {
        at.add(p.deadline());
        at.add(p.retries().notBefore());
      }
    }
  }

  private static void readiness(Fleet fleet, Duration after, List<Instant> at) {
    if (fleet != null && fleet.readyAge() != Fleet.NEVER) {
      at.add(NOW.minusSeconds(fleet.readyAge()).plus(after));
    }
  }

  private static void unreadiness(Fleet fleet, List<Instant> at) {
    if (fleet != null && fleet.unreadyAge() != Fleet.NEVER) {
      at.add(NOW.minusSeconds(fleet.unreadyAge()).plus(OUTAGE));
      at.add(NOW.minusSeconds(fleet.unreadyAge()).plus(UNHEALTHY));
    }
  }
}
