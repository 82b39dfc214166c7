package dev.slipway.operator.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A situation to decide in: the backend {@code shop} wants three pods, revision 1 (version v1)
 * serves and attempt 2 (version v2) is what comes next, unless said otherwise.
 */
final class Given {
  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  static final Traffic SHARED_TRAFFIC = new Traffic.Shared("svc");
  static final Revision V1 = new Revision(1, "v1", "hash-v1");

  private Phase phase = new Phase.Resting();
  private Optional<Revision> serving = Optional.of(V1);
  private Optional<Attempt> attempt = Optional.empty();
  private final List<String> failedPlans = new ArrayList<>();
  private Optional<Ending> last = Optional.empty();
  private Plan plan = plan("v2");
  private Wish wish = new Wish.Wanted(plan("v1"));
  private boolean pinned = true;
  private final List<Revision> openRecords = new ArrayList<>();
  private int replicas = 3;
  private int oldReady = 3;
  private long seq = 4;
  private boolean schemaChanged;
  private Workload old = Pods.of(1).ready(3).seen();
  private Workload fresh = Workload.missing(2);
  private List<Workload> others = List.of();
  private Traffic traffic = new Traffic.Narrow("svc", 1);
  private JobSeen job = new JobSeen.Absent();
  private DryRun dryRun = new DryRun.Accepted();
  private Judgement requests = new Judgement.NotAsked();
  private Heard heard = Heard.NOTHING;
  private Optional<Instruction> instruction = Optional.empty();
  private Optional<Ruling> ruling = Optional.empty();
  private Gate gate = new Gate.Open();
  private List<String> changedConfiguration = List.of();

  private Given() {}

  /** Version v1 serves with three ready pods and nothing is in flight. */
  static Given v1Serves() {
    return new Given();
  }

  static Given nothingReleased() {
    var given = new Given();
    given.serving = Optional.empty();
    given.old = Workload.missing(0);
    given.traffic = new Traffic.Missing();
    given.oldReady = 0;
    given.wish = new Wish.Wanted(plan("v2"));
    return given;
  }

  /** Attempt 2 is in flight: v2 on its way to replace v1. */
  static Given releasingV2(Phase phase) {
    return v1Serves().wanting("v2").in(phase);
  }

  /** Attempt 2 is in flight and the first that this backend has seen. */
  static Given firstInstall(Phase phase) {
    return nothingReleased().in(phase);
  }

  /** The attempt for v2 was frozen for a person to look at. */
  static Given v2Held() {
    var given = v1Serves().wanting("v2").in(new Phase.Resting()).lastEnded(Outcome.HELD, "v2");
    given.failedPlans.add("hash-v2");
    return given;
  }

  static Plan plan(String version) {
    return Plans.of(version);
  }

  Given in(Phase there) {
    phase = there;
    attempt =
        Optional.of(new Attempt(2, "id-2", plan.version(), plan.hash(), NOW, oldReady, false));
    return this;
  }

  Given wanting(String version) {
    return wish(new Wish.Wanted(plan(version)));
  }

  Given wish(Wish is) {
    wish = is;
    return this;
  }

  Given plan(Plan is) {
    plan = is;
    wish = new Wish.Wanted(is);
    return this;
  }

  Given rolling(Rolling rolling) {
    return plan(Plans.rolling(plan, rolling));
  }

  Given replicas(int wanted) {
    replicas = wanted;
    return this;
  }

  Given failedBefore(String version) {
    failedPlans.add("hash-" + version);
    return this;
  }

  Given lastEnded(Outcome outcome, String version) {
    last =
        Optional.of(
            new Ending(2, version, outcome, Reason.ERROR_RATE, "12 % of requests failed", NOW));
    return this;
  }

  Given planLost() {
    pinned = false;
    return this;
  }

  Given recordOpen(int number) {
    openRecords.add(new Revision(number, "v2", "hash-v2"));
    return this;
  }

  Given oldReadyBefore(int pods) {
    oldReady = pods;
    attempt = attempt.map(a -> a.measured(pods));
    return this;
  }

  Given seq(long highest) {
    seq = highest;
    return this;
  }

  Given schemaChanged() {
    schemaChanged = true;
    return this;
  }

  Given oldPods(Pods pods) {
    old = pods.seen();
    return this;
  }

  /** Before anything changed the old version answered so. */
  Given baseline(Answers before) {
    attempt = attempt.map(a -> a.measured(old.answering(before)));
    return this;
  }

  Given oldAnswers(Answers seen) {
    old = old.answering(seen);
    return this;
  }

  Given oldDeploymentGone() {
    old = Workload.missing(1);
    return this;
  }

  Given newPods(Pods pods) {
    fresh = pods.seen();
    return this;
  }

  Given leftOver(Pods... pods) {
    others = List.of(pods).stream().map(Pods::seen).toList();
    return this;
  }

  Given traffic(Traffic is) {
    traffic = is;
    return this;
  }

  Given trafficTo(int revision) {
    traffic = new Traffic.Narrow("svc", revision);
    return this;
  }

  Given trafficOfRelease(String name) {
    traffic = new Traffic.Foreign("the Service shop belongs to the release " + name, true);
    return this;
  }

  Given jobRuns() {
    return job(new JobSeen.Running());
  }

  Given jobLost() {
    return job(new JobSeen.Lost("its pod was evicted"));
  }

  Given jobSaid(Result.Verdict verdict) {
    return job(new JobSeen.Ended(Result.of(verdict, "the runner said so")));
  }

  Given job(JobSeen is) {
    job = is;
    return this;
  }

  Given dryRun(DryRun answer) {
    dryRun = answer;
    return this;
  }

  Given requests(Judgement says) {
    requests = says;
    return this;
  }

  Given pausedAt(Instant since) {
    heard = heard.pausedAt(since);
    return this;
  }

  Given asked(Instruction.Verb verb, int number) {
    return asked(new Instruction.Given("words", verb, number, Optional.empty(), Optional.empty()));
  }

  /** The attempt was held because nobody can say what its migration did. */
  Given migrationUnknown() {
    last = last.map(e -> new Ending(2, "v2", e.outcome(), Reason.MIGRATION_UNKNOWN, "?", NOW));
    return this;
  }

  Given changedConfiguration(String... names) {
    changedConfiguration = List.of(names);
    return this;
  }

  Given gate(Gate is) {
    gate = is;
    return this;
  }

  Given ruled() {
    heard = heard.ruling(new Instruction.Answer("look 1", true, "done", NOW));
    return this;
  }

  Given ruling(Ruling what) {
    ruling = Optional.of(what);
    return this;
  }

  Given asked(Instruction what) {
    instruction = Optional.of(what);
    return this;
  }

  /** The request that stands there has its answer already. */
  Given answered() {
    heard = heard.answering(new Instruction.Answer("words", true, "", NOW));
    return this;
  }

  Memory memory() {
    var tried = attempt.map(a -> schemaChanged ? a.changingSchema() : a);
    return new Memory(phase, serving, tried, failedPlans, seq, 9, last, heard);
  }

  Observation seen() {
    return new Observation(
        NOW,
        wish,
        replicas,
        "fresh-id",
        2,
        pinned ? Optional.of(plan) : Optional.empty(),
        openRecords,
        fresh,
        old,
        others,
        traffic,
        job,
        dryRun,
        requests,
        instruction,
        ruling,
        gate,
        changedConfiguration);
  }

  Decision decide() {
    return Release.decide(memory(), seen());
  }
}
