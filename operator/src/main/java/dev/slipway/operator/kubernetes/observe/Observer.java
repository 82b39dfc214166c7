package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.wire.Outcomes;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.kubernetes.wire.Plans;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.DryRun;
import dev.slipway.operator.release.Ending;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Wish;
import dev.slipway.operator.release.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks at everything a decision may know. */
public final class Observer {
  private static final int FOREIGN_NAMES_PASSED_OVER = 20;

  private final Live live;
  private final WishReader wishes;
  private final JobReader jobs;
  private final DryRunner dryRuns;
  private final RequestReader requests;
  private final AdoptedSight adopted;
  private final AdoptionReader adoption;

  public Observer(
      Live live,
      PlanHash hashes,
      Versions configMaps,
      UnlabelledPods unlabelled,
      DryRunner dryRuns,
      RequestReader requests) {
    this.live = live;
    this.wishes = new WishReader(live, hashes, configMaps);
    this.adopted = new AdoptedSight(live, unlabelled);
    this.adoption = new AdoptionReader(live, hashes);
    this.jobs = new JobReader(live);
    this.dryRuns = dryRuns;
    this.requests = requests;
  }

  public Look look(BackendRelease release, Children watched, Memory memory, Instant now) {
    var children = adopted.complete(release, watched, memory);
    var reading = wishes.read(release, memory.phase() instanceof Phase.Resting);
    var wish = adoption.first(release, children, memory, reading.wish());
    var record = memory.attempt().flatMap(attempt -> record(release, children, attempt));
    var candidate = workload(release, children, memory.attempt().map(Attempt::number), memory, now);
    var serving = workload(release, children, memory.serving().map(Revision::number), memory, now);
    var judgement = requests.judge(release, record, memory, children, now);
    var seen =
        new Observation(
            now,
            wish,
            replicas(release, candidate, serving),
            UUID.randomUUID().toString(),
            highestNumber(release, children, memory, wish),
            record.map(r -> Plans.pinned(r.getSpec())),
            openRecords(release, children, memory),
            candidate,
            serving.answering(requests.old(release)),
            others(release, children, memory, now),
            TrafficReader.read(release, children, traffic(release, children, memory)),
            jobs.read(release, memory, children, now),
            dryRun(release, memory),
            judgement,
            InstructionReader.read(release, children, memory),
            RulingReader.oldest(release, children),
            GateReader.read(release, children, memory, now),
            wishes.changed(release, reading, served(release, children, memory)));
    var job = jobs.name(release, memory);
    return new Look(
        release,
        children,
        memory,
        seen,
        reading.digests(),
        record,
        job,
        memory.attempt().map(a -> told(release, children, a)).orElse(Told.NOTHING));
  }

  /** How far the Job is that the phase waits for, in its own words; people alone read them. */
  public Optional<String> progress(BackendRelease release, Children children, Memory memory) {
    return requests.progress(release, jobs.pods(release, memory, children));
  }

  /** The serving revision's record while another could begin, as far as the watches show it. */
  private static Optional<ReleaseRecord> served(
      BackendRelease release, Children children, Memory memory) {
    return memory
        .serving()
        .filter(_ ->
            memory.phase() instanceof Phase.Resting || memory.phase() instanceof Phase.Checking)
        .flatMap(revision ->
            children.record(Names.revision(release.getMetadata().getName(), revision.number())));
  }

  private static Told told(BackendRelease release, Children children, Attempt attempt) {
    return Told.of(release.getMetadata().getUid(), attempt.id(), children.jobs(), children.pods());
  }

  /** What is kept of a release that is gone. */
  public void forget(String uid) {
    dryRuns.forget(uid);
    wishes.forget(uid);
    requests.forget(uid);
    adopted.forget(uid);
  }

  private Optional<ReleaseRecord> record(
      BackendRelease release, Children children, Attempt attempt) {
    var name = Names.revision(release.getMetadata().getName(), attempt.number());
    return children
        .record(name)
        .or(() -> live.record(release.getMetadata().getNamespace(), name))
        .filter(found -> ours(release, found))
        .filter(found -> found.getSpec().attemptId().equals(attempt.id()));
  }

  private Workload workload(
      BackendRelease release,
      Children children,
      Optional<Integer> number,
      Memory memory,
      Instant now) {
    if (number.isEmpty()) {
      return Workload.missing(0);
    }
    var name = children.deploymentName(release, number.get());
    var deployment =
        live.deployment(children, release.getMetadata().getNamespace(), name)
            .filter(found ->
                ours(release, found)
                    || (number.get() == Revision.ADOPTED && Owner.unclaimed(found)));
    return workload(number.get(), deployment, children, memory, now);
  }

  /** Where the wish cannot be read nothing is made larger or smaller. */
  private static int replicas(BackendRelease release, Workload candidate, Workload serving) {
    var spec = release.getSpec();
    if (spec != null) {
      return spec.replicas() == null ? 1 : spec.replicas();
    }
    return candidate.exists() || serving.exists()
        ? Math.max(candidate.desired(), serving.desired())
        : 1;
  }

  private static Workload workload(
      int number, Optional<Deployment> deployment, Children children, Memory memory, Instant now) {
    var since = memory.attempt().map(Attempt::startedAt).orElse(Instant.MIN);
    return WorkloadReader.read(number, deployment, podsOf(children, number), since, now);
  }

  static List<Pod> podsOf(Children children, int number) {
    return children.pods().stream()
        .filter(Children::isBackends)
        .filter(pod -> Children.number(pod) == number)
        .toList();
  }

  private static List<Workload> others(
      BackendRelease release, Children children, Memory memory, Instant now) {
    return children.deployments().stream()
        .filter(deployment -> ours(release, deployment))
        .filter(deployment -> !inUse(memory, Children.number(deployment)))
        .filter(Children::asksForPods)
        .map(d -> workload(Children.number(d), Optional.of(d), children, memory, now))
        .toList();
  }

  private static boolean inUse(Memory memory, int number) {
    return memory.attempt().map(attempt -> attempt.number() == number).orElse(false)
        || memory.serving().map(revision -> revision.number() == number).orElse(false);
  }

  /** Names that others hold are passed over, so that no attempt gets one of them. */
  private int highestNumber(BackendRelease release, Children children, Memory memory, Wish wish) {
    var highest =
        Stream.<HasMetadata>concat(children.records().stream(), children.deployments().stream())
            .mapToInt(Children::number)
            .max()
            .orElse(0);
    highest = Math.max(highest, memory.last().map(Ending::number).orElse(0));
    if (!mayBegin(memory, wish)) {
      return highest;
    }
    var namespace = release.getMetadata().getNamespace();
    for (int passed = 0; passed < FOREIGN_NAMES_PASSED_OVER; passed++) {
      var next = Names.revision(release.getMetadata().getName(), highest + 1);
      if (live.deployment(namespace, next).isEmpty() && !live.hasRecord(namespace, next)) {
        break;
      }
      highest++;
    }
    return highest;
  }

  private static boolean mayBegin(Memory memory, Wish wish) {
    return memory.phase() instanceof Phase.Resting
        && wish instanceof Wish.Wanted(var plan)
        && !memory.failedPlans().contains(plan.hash())
        && (memory.held() || memory.serving().filter(s -> wish.asksFor(s.planHash())).isEmpty());
  }

  private static List<Revision> openRecords(
      BackendRelease release, Children children, Memory memory) {
    return memory.phase() instanceof Phase.Resting
        ? children.records().stream()
            .filter(found -> ours(release, found))
            .filter(found -> found.getSpec().adopted() == null)
            .filter(found -> open(found) || toldOtherwise(found, memory))
            .map(Recovery::revision)
            .toList()
        : List.of();
  }

  /** Its last word is a success, and a person has gone back from it since. */
  private static boolean toldOtherwise(ReleaseRecord record, Memory memory) {
    var status = record.getStatus();
    return memory
        .last()
        .filter(last -> last.number() == Children.number(record))
        .filter(
            last -> Outcomes.superseding(status == null ? null : status.outcome(), last.outcome()))
        .isPresent();
  }

  static boolean open(ReleaseRecord record) {
    var status = record.getStatus();
    return status == null || Outcomes.read(status.outcome()).isEmpty();
  }

  /**
   * Where the end of a phase rests on the Service alone, it is asked for and not remembered: a
   * watch that has lost an event would show a cut that was never made.
   */
  private Optional<Service> traffic(BackendRelease release, Children children, Memory memory) {
    var meta = release.getMetadata();
    return switch (memory.phase()) {
      case Phase.GoingBack _, Phase.SmokingBack _, Phase.Promoting _ ->
          live.service(meta.getNamespace(), meta.getName());
      default -> live.service(children, release);
    };
  }

  private DryRun dryRun(BackendRelease release, Memory memory) {
    return memory.phase() instanceof Phase.Checking
        ? dryRuns.ask(release, memory.trying().planHash())
        : new DryRun.Unknown("not asked in this phase");
  }

  private static boolean ours(BackendRelease release, HasMetadata child) {
    return Owner.holds(release.getMetadata().getUid(), child);
  }
}
