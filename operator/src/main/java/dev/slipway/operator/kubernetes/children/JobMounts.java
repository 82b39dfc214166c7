package dev.slipway.operator.kubernetes.children;

import dev.slipway.operator.release.Step;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of a Job: migrations copied out of an image, and Secrets the kubelet mounts by name. */
final class JobMounts {
  static final String SECRETS = "/slipway/secrets/";

  private static final String WORK = "slipway";
  private static final String LITTLE = "64Mi";

  /** An application's jar with all it needs. */
  private static final String A_JAR = "1Gi";

  private JobMounts() {}

  static List<Volume> volumes(JobOrder order) {
    var volumes = new ArrayList<Volume>();
    volumes.add(scratch("tmp", LITTLE));
    if (order.readsFiles()) {
      volumes.add(scratch(WORK, order.sources().getFirst().inside().isPresent() ? A_JAR : LITTLE));
    }
    secrets(order)
        .forEach((role, secret) ->
            volumes.add(
                new VolumeBuilder()
                    .withName("secret-" + role)
                    .withNewSecret()
                    .withSecretName(secret)
                    // Absent, the runner says so; the kubelet would only wait.
                    .withOptional(true)
                    .endSecret()
                    .build()));
    return volumes;
  }

  static List<VolumeMount> runner(JobOrder order) {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    if (order.readsFiles()) {
      order.sources().forEach(source -> mounts.add(files(source, true)));
    }
    for (var role : secrets(order).keySet()) {
      mounts.add(
          new VolumeMountBuilder()
              .withName("secret-" + role)
              .withMountPath(SECRETS + role)
              .withReadOnly(true)
              .build());
    }
    return mounts;
  }

  static VolumeMount bin(boolean readOnly) {
    return part("bin", "/slipway/bin", readOnly);
  }

  static VolumeMount files(MigrationSource source, boolean readOnly) {
    return part(source.volumePath(), source.mountPath(), readOnly);
  }

  /** Role to Secret: only what the step needs. */
  static Map<String, String> secrets(JobOrder order) {
    var secrets = new LinkedHashMap<String, String>();
    var database = order.plan().database();
    if (database != null && order.step() == Step.CHECK) {
      secrets.put("application", database.application().secret());
    }
    if (database != null && database.migrator() != null && !smokes(order.step())) {
      secrets.put("migrator", database.migrator().secret());
    }
    var smoke = order.smoke();
    if (smoke != null
        && smoke.login() != null
        && (smokes(order.step()) || order.step() == Step.CHECK)) {
      secrets.put("smoke", smoke.login().secret());
    }
    return secrets;
  }

  static boolean smokes(Step step) {
    return step == Step.SMOKE || step == Step.LOGIN || step == Step.SMOKE_BACK;
  }

  private static VolumeMount part(String subPath, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(WORK)
        .withSubPath(subPath)
        .withMountPath(path)
        .withReadOnly(readOnly)
        .build();
  }

  private static Volume scratch(String name, String size) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(new Quantity(size))
        .endEmptyDir()
        .build();
  }
}
