package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Growth;
import dev.slipway.operator.release.Heard;
import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Relogin;
import dev.slipway.operator.release.Retries;
import dev.slipway.operator.release.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The memory of an operator as bytes. */
final class MemoryPacking {
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Reason[] REASONS = Reason.values();

  private MemoryPacking() {}

  static void write(Bytes to, Memory memory) {
    write(to, memory.phase());
    to.put(
        memory.serving(),
        s -> {
          to.put(s.number());
          to.put(Turning.version(s.planHash()));
        });
    to.put(
        memory.attempt(),
        a -> {
          to.put(a.number());
          to.put(Sight.index(a));
          to.put(Turning.version(a.planHash()));
          to.put(a.oldReady());
          to.put(a.schemaChanged());
        });
    to.put(memory.failedPlans().size());
    memory.failedPlans().forEach(hash -> to.put(Turning.version(hash)));
    to.put((int) memory.seq());
    to.put(
        memory.last(),
        end -> {
          to.put(end.number());
          to.put(end.version().charAt(1) - '0');
          to.put(end.outcome());
          to.put(end.reason());
        });
    to.put(
        memory.heard().answer(),
        answer -> {
          for (var i = 0; i < 4; i++) {
            to.put(answer.text().charAt(i) - '0');
          }
        });
    to.put(memory.heard().pausedAt(), to::put);
    to.put(memory.heard().ruling(), ruling -> to.put(Integer.parseInt(ruling.text())));
  }

  static Memory read(Bytes from) {
    var phase = phase(from);
    var serving =
        from.maybe(bytes -> {
          var number = bytes.get();
          var plan = World.planned(bytes.get());
          return new Revision(number, plan.version(), plan.hash());
        });
    var attempt = from.<Attempt>maybe(MemoryPacking::attempt);
    var failed = failed(from);
    var seq = from.get();
    var last = from.maybe(MemoryPacking::ending);
    var answer = from.maybe(MemoryPacking::answer);
    var paused = from.maybe(Bytes::instant);
    var ruling = from.maybe(bytes -> answer(Integer.toString(bytes.get())));
    var heard = new Heard(answer, paused, ruling);
    return new Memory(phase, serving, attempt, failed, seq, 0, last, heard);
  }

  private static Answer answer(Bytes from) {
    return answer(new Asked(from.get(), from.get(), from.get(), from.get()).text());
  }

  /** Only that it was given decides anything. */
  static Answer answer(String text) {
    return new Answer(text, true, "", Times.NOW);
  }

  private static Attempt attempt(Bytes from) {
    return Recovered.attempt(from.get(), from.get(), from.get(), from.get(), from.yes());
  }

  private static List<String> failed(Bytes from) {
    var count = from.get();
    var failed = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      failed.add(World.planned(from.get()).hash());
    }
    return failed;
  }

  private static Ending ending(Bytes from) {
    return new Ending(
        from.get(),
        World.planned(from.get()).version(),
        from.get(OUTCOMES),
        from.get(REASONS),
        "",
        Times.NOW);
  }

  static void write(Bytes to, Phase phase) {
    switch (phase) {
      case Phase.Resting _ -> to.put(0);
      case Phase.Checking p -> {
        to.put(1);
        to.put(p.deadline());
        write(to, p.retries());
        to.put(p.gatedSince().isPresent());
      }
      case Phase.Migrating p -> {
        to.put(2);
        to.put(p.tries());
        to.put(p.launched());
        write(to, p.notBefore());
        to.put(p.vouched(), vouched -> to.put(vouched.files().size()));
      }
      case Phase.Inspecting p -> {
        to.put(3);
        to.put(p.tries());
      }
      case Phase.Settling p -> {
        to.put(4);
        to.put(p.until());
        to.put(p.deadline());
        to.put(p.thenStop());
      }
      case Phase.RollingOut p -> {
        to.put(5);
        to.put(p.deadline());
      }
      case Phase.Smoking p -> {
        to.put(6);
        to.put(p.deadline());
        write(to, p.retries());
        write(to, p.growth());
      }
      case Phase.Baking p -> {
        to.put(7);
        to.put(p.until());
        to.put(p.extended());
        write(to, p.growth());
        to.put(
            p.relogin(),
            login -> {
              write(to, login.next());
              to.put(login.failed());
            });
      }
      case Phase.Promoting p -> {
        to.put(8);
        to.put(p.reason());
      }
      case Phase.GoingBack p -> {
        to.put(9);
        to.put(p.why());
        write(to, p.patientUntil());
        to.put(p.deadline());
      }
      case Phase.SmokingBack p -> {
        to.put(10);
        to.put(p.why());
        to.put(p.deadline());
        write(to, p.retries());
      }
    }
  }

  static Phase phase(Bytes from) {
    return switch (from.get()) {
      case 0 -> new Phase.Resting();
      case 1 ->
          new Phase.Checking(
              from.instant(),
              retries(from),
              from.yes() ? Optional.of(Times.NOW) : Optional.empty());
      case 2 ->
          new Phase.Migrating(
              from.get(),
              from.yes(),
              from.instant(),
              from.maybe(bytes -> Ruled.acceptance(bytes.get())));
      case 3 -> new Phase.Inspecting(from.get());
      case 4 -> new Phase.Settling(from.instant(), from.instant(), from.yes(), "");
      case 5 -> new Phase.RollingOut(from.instant());
      case 6 -> new Phase.Smoking(from.instant(), retries(from), growth(from));
      case 7 -> new Phase.Baking(from.instant(), from.yes(), growth(from), relogin(from));
      case 8 -> new Phase.Promoting(from.get(REASONS));
      case 9 -> new Phase.GoingBack(from.get(REASONS), "", from.instant(), from.instant());
      default -> new Phase.SmokingBack(from.get(REASONS), "", from.instant(), retries(from));
    };
  }

  /** A moment that only has to be over; how long it is over makes no difference. */
  private static void write(Bytes to, Instant notBefore) {
    to.put(notBefore.isBefore(Times.NOW) ? Times.NOW : notBefore);
  }

  private static void write(Bytes to, Retries retries) {
    to.put(retries.used());
    if (retries.used() > 0) {
      write(to, retries.notBefore());
    }
  }

  private static Retries retries(Bytes from) {
    var used = from.get();
    return used == 0 ? Retries.NONE : new Retries(used, from.instant());
  }

  private static void write(Bytes to, Optional<Growth> growth) {
    to.put(
        growth,
        g -> {
          to.put(g.from());
          to.put(g.at());
        });
  }

  private static Optional<Relogin> relogin(Bytes from) {
    return from.maybe(bytes -> new Relogin(bytes.instant(), bytes.get()));
  }

  private static Optional<Growth> growth(Bytes from) {
    return from.maybe(bytes -> new Growth(bytes.get(), bytes.instant()));
  }
}
