package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.PinnedConfiguration;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.release.Revision;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.LifecycleHandlerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The Deployment of one revision, from its record alone, so that it can be made again. */
public final class DeploymentFactory {
  /** A pod that is ending still gets requests until every node has heard of it. */
  private static final long DRAIN_SECONDS = 5;

  private static final long LEAST_GRACE_SECONDS = 30;

  /** The release has a deadline of its own; the Deployment's shall not come before it. */
  private static final int OWN_DEADLINE_SECONDS = 86_400;

  private final Templates templates;

  public DeploymentFactory(Templates templates) {
    this.templates = templates;
  }

  public Deployment build(BackendRelease owner, ReleaseRecord record, int replicas) {
    var backend = owner.getMetadata().getName();
    var adopted = AdoptedRevision.of(record);
    if (adopted.isPresent()) {
      return adopted(owner, record, adopted.get(), replicas);
    }
    var number = record.getSpec().number().intValue();
    var template = pod(backend, record);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(Names.revision(backend, number))
        .withNamespace(owner.getMetadata().getNamespace())
        .withLabels(Names.labels(backend, number))
        .addToLabels(Slipway.ATTEMPT_LABEL, record.getSpec().attemptId())
        .addToAnnotations(Slipway.GROUP + "/version", record.getSpec().version())
        .addToAnnotations(Names.TEMPLATE, templates.digest(template))
        .withOwnerReferences(Owner.of(owner))
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withRevisionHistoryLimit(1)
        .withProgressDeadlineSeconds(OWN_DEADLINE_SECONDS)
        .withNewSelector()
        .withMatchLabels(Names.revisionSelector(backend, number))
        .endSelector()
        .withTemplate(template)
        .endSpec()
        .build();
  }

  /**
   * The adopted Deployment as it was, for the case that somebody has deleted it. Like the one that
   * was adopted it does not go with the release.
   */
  private Deployment adopted(
      BackendRelease owner, ReleaseRecord record, AdoptedRevision adopted, int replicas) {
    var meta = owner.getMetadata();
    var template = templates.copy(record.getSpec().plan().template());
    var since = record.getSpec().createdAt();
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(adopted.deployment())
        .withNamespace(meta.getNamespace())
        .withLabels(Names.labels(meta.getName(), Revision.ADOPTED))
        .addToLabels(Slipway.ATTEMPT_LABEL, record.getSpec().attemptId())
        .withAnnotations(Owner.mark(meta.getUid(), since == null ? Instant.EPOCH : since))
        .addToAnnotations(Names.TEMPLATE, templates.digest(template))
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withProgressDeadlineSeconds(OWN_DEADLINE_SECONDS)
        .withNewSelector()
        .withMatchLabels(template.getMetadata().getLabels())
        .endSelector()
        .withTemplate(template)
        .endSpec()
        .build();
  }

  /** The template as its pods run it. */
  PodTemplateSpec pod(String backend, ReleaseRecord record) {
    var number = record.getSpec().number().intValue();
    var template = templates.copy(record.getSpec().plan().template());
    if (template.getMetadata() == null) {
      template.setMetadata(new ObjectMeta());
    }
    template.getMetadata().setLabels(podLabels(template.getMetadata(), backend, number));
    var pod = template.getSpec();
    var live =
        record.getSpec().plan().configuration().stream()
            .filter(pinned -> pinned.copy() == null)
            .map(PinnedConfiguration::name)
            .collect(Collectors.toSet());
    ConfigReferences.rename(
        pod, config -> live.contains(config) ? config : Names.copy(backend, number, config));
    drain(pod);
    return template;
  }

  private static Map<String, String> podLabels(ObjectMeta meta, String backend, int number) {
    var labels = new HashMap<String, String>();
    if (meta.getLabels() != null) {
      labels.putAll(meta.getLabels());
    }
    labels.putAll(Names.labels(backend, number));
    return labels;
  }

  private static void drain(PodSpec pod) {
    pod.getContainers().forEach(DeploymentFactory::drain);
    var grace = pod.getTerminationGracePeriodSeconds();
    if (grace == null || grace < LEAST_GRACE_SECONDS) {
      pod.setTerminationGracePeriodSeconds(LEAST_GRACE_SECONDS + DRAIN_SECONDS);
    }
  }

  private static void drain(Container container) {
    var lifecycle = container.getLifecycle();
    if (lifecycle != null && lifecycle.getPreStop() != null) {
      return;
    }
    var pause =
        new LifecycleHandlerBuilder().withNewSleep().withSeconds(DRAIN_SECONDS).endSleep().build();
    container.setLifecycle(
        (lifecycle == null ? new LifecycleBuilder() : new LifecycleBuilder(lifecycle))
            .withPreStop(pause)
            .build());
  }
}
