package dev.slipway.operator.exploration;

import dev.slipway.operator.exploration.Helm.Pending;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Step;

/** Something decided and not done yet, as bytes. */
@SuppressWarnings("EnumOrdinal") // packed states live as long as one run
final class ActionPacking {
  private static final Step[] STEPS = Step.values();
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Reason[] REASONS = Reason.values();

  private ActionPacking() {}

  static void write(Bytes to, Pending pending) {
    to.put(pending.holds());
    to.put(World.byName(pending.action()));
    switch (pending.action()) {
      case Action.Adopt _ -> throw new IllegalStateException("nothing is adopted in these worlds");
      case Action.CreateRecord a -> put(to, 0, a.number());
      case Action.CopyConfiguration a -> put(to, 1, a.number());
      case Action.StartJob a -> put(to, 2, a.step().ordinal(), a.number(), (int) a.seq());
      case Action.Deploy a -> put(to, 3, a.number(), a.replicas());
      case Action.OpenTraffic a -> put(to, 4, a.revision());
      case Action.Scale a -> put(to, 5, a.number(), a.replicas());
      case Action.StopJob a -> put(to, 6, a.step().ordinal(), a.number(), (int) a.seq());
      case Action.ShareTraffic _ -> put(to, 7);
      case Action.NarrowTraffic a -> put(to, 8, a.revision());
      case Action.MarkRecord a -> put(to, 9, a.number());
      case Action.ReopenRecord a -> put(to, 11, a.number());
      case Action.AnswerRuling a -> put(to, 12, Integer.parseInt(a.answer().text()));
      case Action.CloseRecord a ->
          put(
              to,
              10,
              a.ending().number(),
              a.ending().version().charAt(1) - '0',
              a.ending().outcome().ordinal(),
              a.ending().reason().ordinal());
    }
  }

  private static void put(Bytes to, int kind, int... numbers) {
    to.put(kind);
    for (var number : numbers) {
      to.put(number);
    }
  }

  static Action read(Bytes from) {
    var seen = from.yes() ? World.ANY : World.CURRENT;
    return switch (from.get()) {
      case 0 -> new Action.CreateRecord(from.get());
      case 1 -> new Action.CopyConfiguration(from.get());
      case 2 -> new Action.StartJob(from.get(STEPS), from.get(), from.get());
      case 3 -> new Action.Deploy(from.get(), from.get());
      case 4 -> new Action.OpenTraffic(from.get());
      case 5 -> new Action.Scale(from.get(), from.get(), seen);
      case 6 -> new Action.StopJob(from.get(STEPS), from.get(), from.get(), "", World.CURRENT);
      case 7 -> new Action.ShareTraffic(seen);
      case 8 -> new Action.NarrowTraffic(from.get(), seen);
      case 9 -> new Action.MarkRecord(from.get());
      case 11 -> new Action.ReopenRecord(from.get(), Ruled.ruling(0, 0, false));
      case 12 -> new Action.AnswerRuling(MemoryPacking.answer(Integer.toString(from.get())));
      default ->
          new Action.CloseRecord(
              new Ending(
                  from.get(),
                  World.planned(from.get()).version(),
                  from.get(OUTCOMES),
                  from.get(REASONS),
                  "",
                  Times.NOW));
    };
  }
}
