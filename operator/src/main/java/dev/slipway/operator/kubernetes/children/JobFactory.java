package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Job of one step: one pod, one try, nothing it does not need. */
public final class JobFactory {
  /** Container whose termination message is the result. */
  public static final String RUNNER = "runner";

  /** Where a runner tells how far it is. */
  public static final int REPORT_PORT = 8787;

  private static final long USER = 65_532;

  /** A migration that is told to end gets this long to finish its statement. */
  private static final long MIGRATION_GRACE_SECONDS = 300;

  private static final long GRACE_SECONDS = 30;

  private final String runnerImage;

  public JobFactory(String runnerImage) {
    this.runnerImage = runnerImage;
  }

  public Job build(JobOrder order) {
    var labels = labels(order);
    return new JobBuilder()
        .withNewMetadata()
        .withName(order.name())
        .withNamespace(order.namespace())
        .withLabels(labels)
        .withOwnerReferences(Owner.of(order.owner()))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withPodReplacementPolicy("Failed")
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .addToAnnotations("cluster-autoscaler.kubernetes.io/safe-to-evict", "false")
        .endMetadata()
        .withSpec(pod(order))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(JobOrder order) {
    var labels = new HashMap<String, String>();
    labels.put(Names.MANAGED_BY, Names.MANAGER);
    labels.put(Names.JOB_OF, order.backend());
    labels.put(Slipway.REVISION_LABEL, Integer.toString(order.attempt().number()));
    labels.put(Slipway.STEP_LABEL, order.step().label());
    labels.put(Slipway.ATTEMPT_LABEL, order.attempt().id());
    labels.put(Names.SEQ, Long.toString(order.seq()));
    return labels;
  }

  private PodSpec pod(JobOrder order) {
    var pod =
        JobPlace.like(order.plan().template().getSpec(), new PodSpecBuilder())
            .withRestartPolicy("Never")
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(
                order.step() == Step.MIGRATE ? MIGRATION_GRACE_SECONDS : GRACE_SECONDS)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(USER)
            .withRunAsGroup(USER)
            .withFsGroup(USER)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withVolumes(JobMounts.volumes(order))
            .withContainers(runner(order));
    if (order.readsFiles()) {
      pod.addToInitContainers(tools());
      order.sources().forEach(source -> pod.addToInitContainers(files(order, source)));
    }
    return pod.build();
  }

  private Container runner(JobOrder order) {
    var container =
        restricted(RUNNER, runnerImage)
            .withArgs(verb(order.step()))
            .withEnv(JobEnvironment.of(order))
            .withVolumeMounts(JobMounts.runner(order))
            .addNewPort()
            .withName("report")
            .withContainerPort(REPORT_PORT)
            .endPort()
            .withTerminationMessagePath("/dev/termination-log")
            .withTerminationMessagePolicy("File");
    if (order.step() == Step.CHECK) {
      container.withEnvFrom(JobEnvironment.application(order).getEnvFrom());
    }
    return container.build();
  }

  private Container tools() {
    return restricted("tools", runnerImage)
        .withCommand(
            "/slipway-tools/busybox", "cp", "/slipway-tools/busybox", "/slipway/bin/busybox")
        .withVolumeMounts(JobMounts.bin(false))
        .build();
  }

  private static Container files(JobOrder order, MigrationSource source) {
    return restricted(source.volumePath().replace("migrations", "files"), filesImage(order))
        .withCommand("/slipway/bin/busybox", "cp", "-r", source.copied(), source.mountPath())
        .withVolumeMounts(JobMounts.bin(true), JobMounts.files(source, false))
        .build();
  }

  private static String filesImage(JobOrder order) {
    var migrations = order.plan().migrations();
    var own = migrations == null ? null : migrations.image();
    return own == null ? JobEnvironment.application(order).getImage() : own;
  }

  private static ContainerBuilder restricted(String name, String image) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withSecurityContext(locked())
        .withNewResources()
        .addToRequests("cpu", new Quantity("20m"))
        .addToRequests("memory", new Quantity("64Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources();
  }

  private static SecurityContext locked() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withNewCapabilities()
        .withDrop(List.of("ALL"))
        .endCapabilities()
        .build();
  }

  private static String verb(Step step) {
    return switch (step) {
      case CHECK -> "check";
      case MIGRATE -> "migrate";
      case INSPECT -> "inspect";
      case SMOKE, LOGIN, SMOKE_BACK -> "smoke";
    };
  }
}
