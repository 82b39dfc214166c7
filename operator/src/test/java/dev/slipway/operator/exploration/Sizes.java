package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Step;
import dev.slipway.operator.release.Traffic;
import dev.slipway.operator.release.Workload;
import java.util.stream.Stream;

/** Promises about pods and traffic: S6, S8 and S13. */
final class Sizes {
  private final Memory stands;
  private final Memory before;
  private final Observation seen;

  private Sizes(Memory stands, Protocol.Turn turn) {
    this.stands = stands;
    this.before = turn.before();
    this.seen = turn.seen();
  }

  static void check(Memory stands, Protocol.Turn turn, Action action) {
    var sizes = new Sizes(stands, turn);
    if (back(stands.phase())) {
      sizes.onlyBack(action);
    }
    switch (action) {
      case Action.Scale(int number, int size, String version) when version.equals(World.CURRENT) ->
          sizes.scaled(number, size);
      case Action.NarrowTraffic(int revision, String version) when version.equals(World.CURRENT) ->
          sizes.cut(revision);
      default -> {}
    }
  }

  private static boolean back(Phase phase) {
    return phase instanceof Phase.GoingBack || phase instanceof Phase.SmokingBack;
  }

  /** S13: nothing of the way forward once the way back has begun, whatever the reader believed. */
  private void onlyBack(Action action) {
    int candidate = stands.attempt().map(Attempt::number).orElse(0);
    var forward =
        switch (action) {
          case Action.StartJob(Step step, int _, long _) -> step != Step.SMOKE_BACK;
          case Action.Deploy(int number, int _) -> number == candidate;
          case Action.OpenTraffic(int revision) -> revision == candidate;
          case Action.ShareTraffic _ -> true;
          case Action.NarrowTraffic(int revision, String _) -> revision == candidate;
          case Action.Scale(int number, int size, String version) ->
              number == candidate
                  && size > workload(number).desired()
                  && version.equals(World.CURRENT);
          case Action.Adopt _ -> true;
          case Action.CreateRecord _,
              Action.CopyConfiguration _,
              Action.StopJob _,
              Action.MarkRecord _,
              Action.ReopenRecord _,
              Action.AnswerRuling _,
              Action.CloseRecord _ ->
              false;
        };
    Broken.unless(!forward, "S13: forward again after the way back had begun: " + action);
  }

  private Workload workload(int number) {
    return all().filter(w -> w.number() == number).findFirst().orElse(Workload.missing(number));
  }

  private Stream<Workload> all() {
    return Stream.concat(Stream.of(seen.candidate(), seen.serving()), seen.others().stream());
  }

  /** S6 and S8: no ready pod is taken away that the load needs. */
  private void scaled(int number, int size) {
    var lost = Math.max(0, workload(number).ready() - size);
    var ready = all().mapToInt(Workload::ready).sum();
    var floor = Math.min(seen.replicas(), ready);
    int serving = before.serving().map(s -> s.number()).orElse(0);
    var cutBefore = narrow(serving) && number != serving && seen.serving().ready() > 0;
    Broken.unless(
        lost == 0 || size == seen.replicas() || ready - lost >= floor || cutBefore,
        "S6: ready pods of revision %d are taken away while they are needed".formatted(number));
  }

  private boolean narrow(int revision) {
    return seen.traffic() instanceof Traffic.Narrow(String _, int now) && now == revision;
  }

  private void cut(int revision) {
    var ready = workload(revision).ready();
    Broken.unless(
        ready > 0
            || seen.replicas() == 0
            || before.phase() instanceof Phase.Promoting
            || before.serving().isEmpty(),
        "S8: all traffic goes to a revision without a ready pod");
  }
}
