package dev.slipway.operator.kubernetes.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.act.Contest.Field;
import dev.slipway.operator.kubernetes.children.DeploymentFactory;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.children.ServiceFactory;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Revision;
import dev.slipway.operator.release.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the children of the revisions in use as their records say, whoever edits or deletes them:
 * template, Service and copies of ConfigMaps. What a record says never changes, so there is nothing
 * to decide. A held release is left as it is, for people to look at.
 */
public final class Upkeep {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Counts the templates of a Deployment; the first is the one that was made. */
  private static final String TEMPLATES_SO_FAR = "deployment.kubernetes.io/revision";

  /** Pods that do not start for so long may lack a copy that somebody deleted. */
  private static final Duration SLOW_START = Duration.ofSeconds(30);

  private final Live live;
  private final Creation creation;
  private final Adjustment adjustment;
  private final ConfigurationCopier configuration;
  private final DeploymentFactory deployments;
  private final KubernetesSerialization serialization;

  /** Deployments of which the API server itself makes something else than what is written. */
  private final Map<String, String> madeOtherwise = new ConcurrentHashMap<>();

  Upkeep(
      Live live,
      Creation creation,
      Adjustment adjustment,
      ConfigurationCopier configuration,
      DeploymentFactory deployments,
      KubernetesSerialization serialization) {
    this.live = live;
    this.creation = creation;
    this.adjustment = adjustment;
    this.configuration = configuration;
    this.deployments = deployments;
    this.serialization = serialization;
  }

  /**
   * What is to be kept up at one moment.
   *
   * @param missing Services of revisions that are to be made again
   * @param starving records whose pods may lack their configuration
   */
  public record Work(List<Contest> contests, List<Service> missing, List<ReleaseRecord> starving) {
    public static final Work NONE = new Work(List.of(), List.of(), List.of());

    public boolean isEmpty() {
      return contests.isEmpty() && missing.isEmpty() && starving.isEmpty();
    }
  }

  /** Compares what the watches show; asks nobody. */
  public Work due(Look look, Memory memory) {
    var work = new Work(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (memory.held()) {
      return Work.NONE;
    }
    Stream.concat(
            memory.serving().map(Revision::number).stream(),
            memory.attempt().map(Attempt::number).stream())
        .forEach(number -> due(look, memory, number, work));
    return work;
  }

  private void due(Look look, Memory memory, int number, Work work) {
    var name = Names.revision(look.release().getMetadata().getName(), number);
    var deployment =
        look.children()
            .deployment(look.children().deploymentName(look.release(), number))
            .filter(child -> ours(look, child));
    var record = look.children().record(name).filter(child -> ours(look, child));
    if (deployment.isEmpty() || record.isEmpty()) {
      return;
    }
    drifted(look, deployment.get(), record.get()).ifPresent(work.contests()::add);
    if (number == Revision.ADOPTED) {
      return;
    }
    look.children()
        .service(name)
        .ifPresentOrElse(
            service -> misled(look, number, service).ifPresent(work.contests()::add),
            () -> work.missing().add(ServiceFactory.revision(look.release(), record.get())));
    var workload =
        memory.serving().filter(revision -> revision.number() == number).isPresent()
            ? look.seen().serving()
            : look.seen().candidate();
    if (starves(look, memory, workload)) {
      work.starving().add(record.get());
    }
  }

  /** Whether its pods may wait for a copy; the copies themselves are not watched. */
  private static boolean starves(Look look, Memory memory, Workload workload) {
    var named = workload.trouble().filter(words -> words.contains("CreateContainerConfigError"));
    var slow =
        workload.unreadySince().filter(since -> since.plus(SLOW_START).isBefore(look.seen().now()));
    return named.isPresent() || (slow.isPresent() && memory.phase() instanceof Phase.Resting);
  }

  private Optional<Contest> drifted(Look look, Deployment deployment, ReleaseRecord record) {
    var annotations =
        Objects.requireNonNullElse(
            deployment.getMetadata().getAnnotations(), Map.<String, String>of());
    if ("1".equals(annotations.get(TEMPLATES_SO_FAR))) {
      return Optional.empty();
    }
    var wanted = deployments.build(look.release(), record, 0);
    var made =
        Objects.equals(
            wanted.getMetadata().getAnnotations().get(Names.TEMPLATE),
            annotations.get(Names.TEMPLATE));
    var now = look.seen().now();
    return drift(wanted.getSpec().getTemplate(), deployment)
        .filter(path -> !path.equals(madeOtherwise.get(deployment.getMetadata().getUid())))
        // An operator of another version would make it otherwise; that alone restarts no pod.
        .filter(_ -> made || Contest.over(deployment, Field.TEMPLATE, now).isPresent())
        .map(path -> Contest.of(deployment, Field.TEMPLATE, path, now));
  }

  private Optional<String> drift(PodTemplateSpec wanted, Deployment present) {
    return Drift.of(tree(wanted), tree(present.getSpec().getTemplate()), "spec.template");
  }

  private JsonNode tree(Object part) {
    try {
      return MAPPER.readTree(serialization.asJson(part));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written as JSON is readable", e);
    }
  }

  private static Optional<Contest> misled(Look look, int number, Service service) {
    var wanted = Names.revisionSelector(look.release().getMetadata().getName(), number);
    return ours(look, service) && !wanted.equals(service.getSpec().getSelector())
        ? Optional.of(Contest.of(service, Field.SELECTOR, "spec.selector", look.seen().now()))
        : Optional.empty();
  }

  private static boolean ours(Look look, HasMetadata child) {
    return Owner.holds(look.release().getMetadata().getUid(), child)
        && child.getMetadata().getDeletionTimestamp() == null;
  }

  /** Puts right what is due and does not wait. */
  public void keep(Look look, Work work) {
    for (var service : work.missing()) {
      var meta = service.getMetadata();
      // The watch of Services may be behind that of Deployments.
      if (live.service(meta.getNamespace(), meta.getName()).isEmpty()) {
        creation.create(service);
      }
    }
    work.starving().forEach(configuration::copy);
    for (var contest : work.contests()) {
      if (!contest.waits(look.seen().now())) {
        putBack(look, contest);
      }
    }
  }

  private void putBack(Look look, Contest contest) {
    var meta = contest.child().getMetadata();
    var now = look.seen().now();
    if (contest.child() instanceof Deployment) {
      var backend = look.release().getMetadata().getName();
      var number = Children.number(contest.child());
      var record = look.children().record(Names.revision(backend, number)).orElseThrow();
      var wanted = deployments.build(look.release(), record, 0).getSpec().getTemplate();
      adjustment
          .template(contest, wanted, now)
          .flatMap(stored -> drift(wanted, stored))
          .ifPresent(path -> madeOtherwise.put(meta.getUid(), path));
    } else {
      var number = Integer.parseInt(meta.getName().substring(meta.getName().lastIndexOf('-') + 1));
      adjustment.select(
          meta.getNamespace(),
          meta.getName(),
          Names.revisionSelector(look.release().getMetadata().getName(), number),
          meta.getResourceVersion(),
          Optional.of((Service) contest.child()),
          Optional.of(contest),
          now);
    }
  }
}
