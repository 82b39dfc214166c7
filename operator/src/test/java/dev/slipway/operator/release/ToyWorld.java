package dev.slipway.operator.release;

import dev.slipway.operator.release.Result.SchemaState;
import dev.slipway.operator.release.Result.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A cluster small enough to be walked through thousands of times; chance decides what it does. */
final class ToyWorld implements Protocol.Eyes, Protocol.Notebook, Protocol.Hands {
  /** The operator dies in the middle of a turn. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  record Job(Step step, int number, long seq) {}

  record Filed(Plan plan, boolean open) {}

  private static final List<String> VERSIONS = List.of("v1", "v2", "v3");

  final RandomGenerator random;
  final Map<Integer, ToyDeployment> deployments = new TreeMap<>();
  final Set<Job> seenJobs = new HashSet<>();
  private final Map<Integer, Filed> records = new TreeMap<>();
  private final Map<Job, JobSeen> jobs = new HashMap<>();
  private final Map<Job, Instant> createdAt = new HashMap<>();
  private final Map<String, ToyDeployment.Habit> habits = new HashMap<>();
  private final Map<String, Judgement> judgements = new HashMap<>();
  private Memory memory = Memory.blank();
  private Traffic traffic = new Traffic.Missing();
  private Wish wish;
  private int replicas = 3;
  private int trafficVersion = 1;
  private long ids;
  private Instant now = Given.NOW;
  private boolean faulty = true;

  ToyWorld(RandomGenerator random) {
    this.random = random;
    wish = new Wish.Wanted(Given.plan("v2"));
    for (var version : VERSIONS) {
      habits.put(version, oneOf(ToyDeployment.Habit.values()));
      judgements.put(version, judgement());
    }
    if (random.nextInt(4) > 0) {
      v1Serves();
    }
  }

  private void v1Serves() {
    memory =
        new Memory(
            new Phase.Resting(),
            Optional.of(Given.V1),
            Optional.empty(),
            List.of(),
            0,
            0,
            Optional.empty());
    deployments.put(
        1, ToyDeployment.running(1, 3, habits.getOrDefault("v1", ToyDeployment.Habit.TURNS_READY)));
    records.put(1, new Filed(Given.plan("v1"), false));
    traffic = new Traffic.Narrow("t1", 1);
  }

  /** From here on nothing breaks that was not broken, and nobody changes their mind. */
  void calmDown() {
    faulty = false;
    wish = new Wish.Wanted(Given.plan(oneOf(VERSIONS.toArray(String[]::new))));
    replicas = 1 + random.nextInt(4);
  }

  Instant now() {
    return now;
  }

  int replicas() {
    return replicas;
  }

  /** Whether a Job works on the database right now. */
  boolean migrates() {
    return jobs.entrySet().stream()
        .anyMatch(job ->
            job.getKey().step() == Step.MIGRATE && job.getValue() instanceof JobSeen.Running);
  }

  /** Time passes, at most until the operator wanted to look again. */
  void passTime(Instant wake) {
    var most = Math.max(1, Duration.between(now, wake).toSeconds());
    now = now.plusSeconds(1 + random.nextLong(most));
    deployments.values().forEach(d -> d.live(now, random));
    jobs.replaceAll((job, state) ->
        state instanceof JobSeen.Running && random.nextInt(3) > 0 ? ending(job) : state);
    if (faulty) {
      somethingHappens();
    }
  }

  private void somethingHappens() {
    switch (random.nextInt(30)) {
      case 0 -> replicas = random.nextInt(6);
      case 1 -> wish = new Wish.Wanted(Given.plan(oneOf(VERSIONS.toArray(String[]::new))));
      case 2 -> wish = new Wish.Waiting("ConfigMap shop-config");
      case 3 -> wish = new Wish.Invalid("typo");
      case 4 -> deployments.values().forEach(ToyDeployment::losePod);
      case 5 -> traffic = random.nextInt(4) == 0 ? new Traffic.Missing() : traffic;
      case 6 -> deployments.keySet().removeIf(n -> random.nextInt(8) == 0);
      case 7 -> jobs.replaceAll((job, state) -> new JobSeen.Lost("evicted"));
      default -> {}
    }
  }

  private JobSeen ending(Job job) {
    if (random.nextInt(8) == 0) {
      return new JobSeen.Lost("evicted");
    }
    var verdict = random.nextInt(4) > 0 ? Verdict.DONE : oneOf(Verdict.values());
    var some = List.of("V2__a.sql");
    return new JobSeen.Ended(
        new Result(
            verdict,
            job.step().label(),
            random.nextInt(4) == 0 ? some : List.of(),
            random.nextBoolean() ? some : List.of(),
            random.nextInt(8) == 0 ? List.of("DROP") : List.of(),
            Optional.empty(),
            Optional.empty(),
            oneOf(SchemaState.values()),
            java.util.OptionalLong.empty()));
  }

  private Judgement judgement() {
    return switch (random.nextInt(8)) {
      case 0 -> new Judgement.Fail("20 %");
      case 1 -> new Judgement.Suspect("7 %");
      case 2 -> new Judgement.Blind("no answer");
      case 3 -> new Judgement.NotEnoughData("3 requests");
      case 4 -> new Judgement.NotAsked();
      default -> new Judgement.Pass("0 %");
    };
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void mayCrash() {
    if (faulty && random.nextInt(12) == 0) {
      throw new Crash();
    }
  }

  @Override
  public Memory read() {
    return memory;
  }

  @Override
  public boolean write(Memory next, Decision why, Observation seen) {
    mayCrash();
    if (faulty && random.nextInt(20) == 0) {
      return false;
    }
    memory = next;
    mayCrash();
    return true;
  }

  @Override
  public void show(Decision why, Observation seen) {}

  @Override
  public Observation look(Memory remembered) {
    var attempt = remembered.attempt();
    int number = attempt.map(Attempt::number).orElse(0);
    int serving = remembered.serving().map(Revision::number).orElse(0);
    var others =
        deployments.entrySet().stream()
            .filter(d -> !List.of(number, serving).contains(d.getKey()))
            .map(d -> d.getValue().seen())
            .filter(d -> d.desired() > 0)
            .toList();
    var record = Optional.ofNullable(records.get(number));
    var pinned =
        record
            .map(Filed::plan)
            .or(() -> attempt.filter(a -> wish.asksFor(a.planHash())).map(this::plan));
    var open = remembered.last().map(end -> records.get(end.number())).filter(Filed::open);
    return new Observation(
        now,
        wish,
        replicas,
        "id-" + ids++,
        Math.max(highest(records), highest(deployments)),
        pinned,
        open.isPresent(),
        workload(number),
        workload(serving),
        others,
        traffic,
        job(remembered.phase(), number, remembered.seq()),
        new DryRun.Accepted(),
        attempt.map(a -> judged(a.version())).orElse(new Judgement.NotAsked()));
  }

  private Plan plan(Attempt attempt) {
    return Given.plan(attempt.version());
  }

  private Judgement judged(String version) {
    return faulty && random.nextInt(5) == 0
        ? judgement()
        : judgements.getOrDefault(version, new Judgement.NotAsked());
  }

  private static int highest(Map<Integer, ?> numbered) {
    return numbered.keySet().stream().max(Integer::compare).orElse(0);
  }

  private Workload workload(int number) {
    var found = deployments.get(number);
    return found == null ? Workload.missing(number) : found.seen();
  }

  /** What was created a moment ago may not be seen yet. */
  private JobSeen job(Phase phase, int number, long seq) {
    var step =
        switch (phase) {
          case Phase.Checking _ -> Step.CHECK;
          case Phase.Migrating _ -> Step.MIGRATE;
          case Phase.Inspecting _ -> Step.INSPECT;
          case Phase.SmokingBack _ -> Step.SMOKE_BACK;
          default -> Step.SMOKE;
        };
    var job = new Job(step, number, seq);
    var state = jobs.get(job);
    var fresh = createdAt.getOrDefault(job, Instant.MIN).isAfter(now.minusSeconds(5));
    if (state == null || (fresh && !seenJobs.contains(job) && random.nextInt(4) == 0)) {
      return new JobSeen.Absent();
    }
    seenJobs.add(job);
    return state;
  }

  @Override
  public void act(Action action, Decision why, Observation seen) {
    mayCrash();
    switch (action) {
      case Action.CreateRecord(int number) ->
          records.putIfAbsent(number, new Filed(plan(memory.trying()), true));
      case Action.StartJob(Step step, int number, long seq) -> {
        var job = new Job(step, number, seq);
        if (jobs.putIfAbsent(job, new JobSeen.Running()) == null) {
          createdAt.put(job, now);
        }
      }
      case Action.Deploy(int number, int size) ->
          deployments.putIfAbsent(number, new ToyDeployment(number, size, habit(number)));
      case Action.OpenTraffic(int revision) -> {
        if (traffic instanceof Traffic.Missing) {
          traffic = new Traffic.Narrow(nextTraffic(), revision);
        }
      }
      case Action.Scale(int number, int size, String version) -> {
        var deployment = deployments.get(number);
        if (deployment != null) {
          deployment.scale(size, version);
        }
      }
      case Action.ShareTraffic _ -> traffic = new Traffic.Shared(nextTraffic());
      case Action.NarrowTraffic(int revision, String _) ->
          traffic = new Traffic.Narrow(nextTraffic(), revision);
      case Action.CloseRecord(Ending ending) ->
          records.computeIfPresent(ending.number(), (_, r) -> new Filed(r.plan(), false));
      case Action.CopyConfiguration _, Action.MarkRecord _, Action.StopJob _ -> {}
    }
  }

  /** The version that once served goes on being good; the others do as they do. */
  private ToyDeployment.Habit habit(int number) {
    var record = records.get(number);
    return record == null
        ? ToyDeployment.Habit.TURNS_READY
        : habits.getOrDefault(record.plan().version(), ToyDeployment.Habit.TURNS_READY);
  }

  private String nextTraffic() {
    return "t" + ++trafficVersion;
  }
}
