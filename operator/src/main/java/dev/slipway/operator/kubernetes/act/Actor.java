package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.DeploymentFactory;
import dev.slipway.operator.kubernetes.children.JobFactory;
import dev.slipway.operator.kubernetes.children.JobOrder;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.ServiceFactory;
import dev.slipway.operator.kubernetes.children.Templates;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.Outdated;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import dev.slipway.operator.release.Action;
import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Ruling;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** Carries out what was decided and written down. */
public final class Actor {
  private final Live live;
  private final Creation creation;
  private final Adjustment adjustment;
  private final RecordKeeper records;
  private final ConfigurationCopier configuration;
  private final DeploymentFactory deployments;
  private final JobFactory jobs;
  private final RulingAnswer answers;
  private final Adopter adopter;
  private final Selection selection;
  private final Upkeep upkeep;

  /**
   * Acts through a client.
   *
   * @param outdated where it is noted that the watches are behind
   */
  public Actor(
      KubernetesClient client, Live live, Outdated outdated, PlanHash hashes, String runnerImage) {
    this.live = live;
    this.creation = new Creation(client);
    this.adjustment = new Adjustment(client, outdated);
    this.records = new RecordKeeper(client, live, creation);
    this.configuration = new ConfigurationCopier(live, creation, hashes);
    this.deployments = new DeploymentFactory(new Templates(client.getKubernetesSerialization()));
    this.jobs = new JobFactory(runnerImage);
    this.answers = new RulingAnswer(client);
    this.adopter = new Adopter(live, creation, adjustment, records);
    this.selection = new Selection(live);
    this.upkeep =
        new Upkeep(
            live,
            creation,
            adjustment,
            configuration,
            deployments,
            client.getKubernetesSerialization());
  }

  public void act(Action action, Decision why, Look look) {
    var meta = look.release().getMetadata();
    var namespace = meta.getNamespace();
    var contest = Contest.over(action, look);
    var now = look.seen().now();
    switch (action) {
      case Action.Adopt(Revision running) -> adopter.adopt(look, running);
      case Action.CreateRecord _ -> records.open(look, why);
      case Action.CopyConfiguration(int number) -> configuration.copy(record(look, number));
      case Action.StartJob(Step step, int number, long seq) ->
          creation.create(jobs.build(order(look, why, step, number, seq)));
      case Action.Deploy(int number, int replicas) -> deploy(look, number, replicas);
      case Action.OpenTraffic(int revision) ->
          creation.create(
              ServiceFactory.traffic(
                  look.release(), record(look, revision), selection.of(look, revision)));
      case Action.Scale(int number, int replicas, String seen) ->
          adjustment.scale(
              namespace,
              look.children().deploymentName(look.release(), number),
              replicas,
              seen,
              contest,
              now);
      case Action.ShareTraffic(String seen) ->
          select(look, Selection.shared(look, why), seen, contest);
      case Action.NarrowTraffic(int revision, String seen) ->
          select(look, selection.of(look, revision), seen, contest);
      case Action.StopJob(Step _, int _, long _, String waitsFor, String seen) ->
          look.job().ifPresent(job -> adjustment.stop(namespace, job, waitsFor, seen));
      case Action.MarkRecord(int number) ->
          records.mark(look, number, why, look.job().orElse(null));
      case Action.ReopenRecord(int number, Ruling ruling) ->
          records.reopen(look, number, ruling, why);
      case Action.CloseRecord(var ending) -> records.close(look, ending, why);
      case Action.AnswerRuling(var answer) -> answers.tell(look, answer);
    }
  }

  private void select(
      Look look, Map<String, String> labels, String seen, Optional<Contest> contest) {
    var meta = look.release().getMetadata();
    adjustment.select(
        meta.getNamespace(),
        meta.getName(),
        labels,
        seen,
        selection.service(look),
        contest,
        look.seen().now());
  }

  /** Keeps up what it makes. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** The copies come first: a write that was lost with a crash is made good here. */
  private void deploy(Look look, int number, int replicas) {
    var record = record(look, number);
    configuration.copy(record);
    if (number != Revision.ADOPTED) {
      creation.create(ServiceFactory.revision(look.release(), record));
    }
    creation.create(deployments.build(look.release(), record, replicas));
  }

  private JobOrder order(Look look, Decision why, Step step, int number, long seq) {
    var attempt = why.next().trying();
    var plan = record(look, number).getSpec().plan();
    var back = step == Step.SMOKE_BACK ? why.next().serving() : Optional.<Revision>empty();
    var own = new Revision(attempt.number(), attempt.version(), attempt.planHash());
    var asked =
        back.flatMap(revision -> found(look, revision.number()))
            .map(record -> record.getSpec().plan().smoke());
    return new JobOrder(
        look.release(),
        attempt,
        step,
        seq,
        plan,
        step == Step.MIGRATE ? files(look, why) : Optional.empty(),
        why.next().phase() instanceof Phase.Migrating migrating
            ? migrating.vouched()
            : Optional.empty(),
        back.orElse(own),
        asked.orElse(plan.smoke()));
  }

  /**
   * Only the first try may demand the very files that were checked: later ones find fewer to do.
   */
  private static Optional<String> files(Look look, Decision why) {
    var first = why.next().phase() instanceof Phase.Migrating migrating && migrating.tries() == 1;
    return first ? look.told().check().flatMap(Result::plan) : Optional.empty();
  }

  private ReleaseRecord record(Look look, int number) {
    return found(look, number)
        .orElseThrow(() ->
            new IllegalStateException(
                "the ReleaseRecord of revision %d is gone, so it cannot be made"
                    .formatted(number)));
  }

  private Optional<ReleaseRecord> found(Look look, int number) {
    var name = Names.revision(look.release().getMetadata().getName(), number);
    return look.children()
        .record(name)
        .or(() -> live.record(look.release().getMetadata().getNamespace(), name));
  }
}
