package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

  private final List<String> order = new ArrayList<>();

  @Test
  void anOrderIsWrittenDownBeforeItIsCarriedOut() {
    var turn = Protocol.turn(memory -> wanted(), new Book(true), this::act);

    assertThat(turn.accepted()).isTrue();
    assertThat(order).containsExactly("write", "CreateRecord");
    assertThat(turn.decision().next().intents()).isEqualTo(1);
  }

  @Test
  void whoseWriteCameSecondDoesNothing() {
    var turn = Protocol.turn(memory -> wanted(), new Book(false), this::act);

    assertThat(turn.accepted()).isFalse();
    assertThat(order).containsExactly("write");
  }

  @Test
  void whoSleptThroughAChangeDoesNothing() {
    var adjusting = new Action.Scale(1, 3, "seen");
    Protocol.Decider resize =
        (memory, seen) ->
            new Decision(memory, List.of(adjusting), Reason.UP_TO_DATE, "", Optional.empty());

    var late = Protocol.turn(memory -> wanted(), new Book(false), this::act, resize);
    assertThat(late.accepted()).isFalse();
    assertThat(order).containsExactly("ask");

    order.clear();
    Protocol.turn(memory -> wanted(), new Book(true), this::act, resize);
    assertThat(order).containsExactly("ask", "show", "Scale");
  }

  @Test
  void whereNothingIsNewItIsOnlyShown() {
    Protocol.turn(memory -> seen(new Wish.Invalid("nonsense")), new Book(true), this::act);

    assertThat(order).containsExactly("show");
  }

  private void act(Action action, Decision why, Observation seen) {
    order.add(action.getClass().getSimpleName());
  }

  private final class Book implements Protocol.Notebook {
    private final boolean accepts;

    Book(boolean accepts) {
      this.accepts = accepts;
    }

    @Override
    public Memory read() {
      return Memory.blank();
    }

    @Override
    public boolean write(Memory next, Decision why, Observation seen) {
      order.add("write");
      return accepts;
    }

    @Override
    public boolean current() {
      order.add("ask");
      return accepts;
    }

    @Override
    public void show(Decision why, Observation seen) {
      order.add("show");
    }
  }

  private static Observation wanted() {
    return seen(
        new Wish.Wanted(
            new Plan(
                "abc",
                "1",
                false,
                false,
                new Rolling(1, 0, Duration.ZERO),
                false,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                true,
                false,
                false)));
  }

  private static Observation seen(Wish wish) {
    return new Observation(
        NOW,
        wish,
        1,
        "id",
        0,
        Optional.empty(),
        List.of(),
        Workload.missing(0),
        Workload.missing(0),
        List.of(),
        new Traffic.Missing(),
        new JobSeen.Absent(),
        new DryRun.Accepted(),
        new Judgement.NotAsked(),
        Optional.empty(),
        Optional.empty(),
        new Gate.Open(),
        List.of());
  }
}
