package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Phase.Baking;
import dev.slipway.operator.release.Phase.RollingOut;
import dev.slipway.operator.release.Phase.Smoking;
import dev.slipway.operator.release.ToyDeployment.Habit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every small rollout, each with many orders in which pods start, end and fail. */
class RollingArithmeticTest {
  private static final int ORDERS = 40;
  private static final Revision OLD = Given.V1;

  static Stream<Rolling> everySmallRolling() {
    return IntStream.rangeClosed(0, 3)
        .boxed()
        .flatMap(surge ->
            IntStream.rangeClosed(0, 3)
                .filter(unavailable -> surge + unavailable > 0)
                .mapToObj(unavailable -> new Rolling(surge, unavailable, Duration.ZERO)));
  }

  @ParameterizedTest
  @MethodSource("everySmallRolling")
  void goodPodsReplaceAllOldOnesWithinTheBounds(Rolling rolling) {
    for (var replicas = 0; replicas <= 5; replicas++) {
      for (var order = 0; order < ORDERS; order++) {
        var rollout = new Exchange(rolling, replicas, Habit.TURNS_READY, order);
        for (var look = 0; look < 400 && rollout.goesOn(); look++) {
          rollout.look();
          assertThat(rollout.pods())
              .as("pods with %s, replicas %d, order %d", rolling, replicas, order)
              .isLessThanOrEqualTo(replicas + rolling.maxSurge());
          assertThat(rollout.ready())
              .as("ready with %s, replicas %d, order %d", rolling, replicas, order)
              .isGreaterThanOrEqualTo(replicas - rolling.maxUnavailable());
        }
        assertThat(rollout.phase).isInstanceOfAny(Smoking.class, Baking.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everySmallRolling")
  void withPodsThatComeAndGoNoReadyPodThatIsOwedIsTakenAway(Rolling rolling) {
    for (var order = 0; order < 6 * ORDERS; order++) {
      var rollout = new Exchange(rolling, 1 + order % 5, Habit.FLAPS, order);
      for (var look = 0; look < 60 && rollout.goesOn(); look++) {
        rollout.look();
      }
    }
  }

  /** One rollout of revision 2 over revision 1. */
  private static final class Exchange {
    private final Plan plan;
    private final int replicas;
    private final Random random;
    private final ToyDeployment old;
    private final Habit habit;
    private Optional<ToyDeployment> fresh = Optional.empty();
    private Instant now = Given.NOW;
    private Phase phase = new RollingOut(Given.NOW.plus(Duration.ofHours(9)));

    Exchange(Rolling rolling, int replicas, Habit habit, long order) {
      this.plan = Plans.rolling(Given.plan("v2"), rolling);
      this.replicas = replicas;
      this.habit = habit;
      this.random = new Random(order);
      this.old = ToyDeployment.running(1, replicas, Habit.TURNS_READY);
    }

    boolean goesOn() {
      return phase instanceof RollingOut;
    }

    int pods() {
      return old.pods() + fresh.map(ToyDeployment::pods).orElse(0);
    }

    int ready() {
      return old.ready() + fresh.map(ToyDeployment::ready).orElse(0);
    }

    void look() {
      var decision = Release.decide(memory(), seen());
      phase = decision.next().phase();
      decision.actions().forEach(this::act);
      now = now.plusSeconds(2);
      old.live(now, random);
      fresh.ifPresent(pods -> pods.live(now, random));
    }

    private void act(Action action) {
      switch (action) {
        case Action.Deploy(int _, int size) ->
            fresh = Optional.of(new ToyDeployment(2, size, habit));
        case Action.Scale(int number, int size, String version) when number == 1 -> {
          takesNoReadyPodThatIsOwed(old.ready() - size);
          old.scale(size, version);
        }
        case Action.Scale(int _, int size, String version) -> {
          var pods = fresh.orElseThrow();
          growsWithinTheBounds(pods, size);
          pods.scale(size, version);
        }
        default -> {}
      }
    }

    private void takesNoReadyPodThatIsOwed(int lost) {
      assertThat(lost <= 0 || ready() - lost >= replicas - plan.rolling().maxUnavailable())
          .as("%d ready old pods are taken of %d ready ones with %s", lost, ready(), plan.rolling())
          .isTrue();
    }

    private void growsWithinTheBounds(ToyDeployment pods, int size) {
      assertThat(
              size <= pods.desired() || size + old.pods() <= replicas + plan.rolling().maxSurge())
          .as("%d new pods beside %d old ones with %s", size, old.pods(), plan.rolling())
          .isTrue();
    }

    private Memory memory() {
      var attempt = new Attempt(2, "id-2", "v2", plan.hash(), Given.NOW, replicas, false);
      return new Memory(
          phase, Optional.of(OLD), Optional.of(attempt), List.of(), 0, 0, Optional.empty());
    }

    private Observation seen() {
      return new Observation(
          now,
          new Wish.Wanted(plan),
          replicas,
          "fresh-id",
          2,
          Optional.of(plan),
          List.of(),
          fresh.map(ToyDeployment::seen).orElse(Workload.missing(2)),
          old.seen(),
          List.of(),
          new Traffic.Shared("t"),
          new JobSeen.Absent(),
          new DryRun.Accepted(),
          new Judgement.Pass("0 %"),
          Optional.empty(),
          Optional.empty(),
          new Gate.Open(),
          List.of());
    }
  }
}
