package dev.slipway.operator.exploration;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One thing that happens. Written as its kind and its numbers, so that a path can be replayed.
 *
 * @param a number of an operator, revision, Job or choice, depending on the kind; so are the others
 */
@SuppressWarnings("EnumOrdinal") // packed paths live as long as one run; files name the kinds
record Event(Kind kind, int a, int b, int c, int d) {
  /** Nothing interrupts the turn. */
  static final int TO_THE_END = 15;

  enum Kind {
    /**
     * Operator a takes a turn, on a status b versions old, on Deployments c changes old, and stops
     * after d effects.
     */
    TURN("operator %d takes a turn"),
    ACT("operator %d does the next thing it had decided"),
    DIE("operator %d dies; another process starts"),
    TICK("time passes"),
    POD_READY("a pod of revision %d turns ready"),
    POD_UNREADY("a ready pod of revision %d turns unready"),
    POD_CRASHES("a pod of revision %d crashes"),
    PODS_GONE("ended pods of revision %d are gone"),
    RUNNER_STEPS("the runner in Job %d, pod %d, goes on"),
    RUNNER_FAILS("the runner in Job %d, pod %d, ends with a fault"),
    RUNNER_DIES("the runner in Job %d, pod %d, is killed"),
    JOB_STARTS_TWICE("the Job controller starts a second pod for Job %d"),
    METRICS("the metrics change to %d"),
    SPEC("somebody asks for version %d"),
    CONFIGURATION("a ConfigMap comes or goes"),
    GATE("a gate opens or closes"),
    SCALE("an autoscaler asks for %d pods"),
    ASK("somebody asks for %d of attempt %d"),
    RULE("somebody who has looked says what attempt %d did"),
    DELETE_DEPLOYMENT("somebody deletes the Deployment of revision %d"),
    DELETE_SERVICE("somebody deletes the Service"),
    DELETE_RECORD("somebody deletes the record of attempt %d"),
    DELETE_JOB("somebody deletes Job %d"),
    WIPE("the status is wiped"),
    REMAKE("the release is deleted and made anew under its name");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static Event of(Kind kind, int... numbers) {
    var four = Arrays.copyOf(numbers, 4);
    return new Event(kind, four[0], four[1], four[2], four[3]);
  }

  int code() {
    return kind.ordinal() | (a << 5) | (b << 9) | (c << 13) | (d << 17);
  }

  static Event of(int code) {
    return new Event(
        Kind.values()[code & 31],
        (code >> 5) & 15,
        (code >> 9) & 15,
        (code >> 13) & 15,
        (code >> 17) & 15);
  }

  String line() {
    return "%s %d %d %d %d".formatted(kind, a, b, c, d);
  }

  static Event parse(String line) {
    var words = line.strip().split(" ", -1);
    var numbers = Arrays.stream(words).skip(1).map(Integer::valueOf).collect(Collectors.toList());
    return Event.of(Kind.valueOf(words[0]), numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public String toString() {
    if (kind != Kind.TURN) {
      return kind.words.formatted(a, b);
    }
    return kind.words.formatted(a)
        + (b > 0 ? ", on a status " + b + " versions old" : "")
        + (c > 0 ? ", on Deployments one change old" : "")
        + (d < TO_THE_END ? ", and stops after " + d + " effects" : "");
  }
}
