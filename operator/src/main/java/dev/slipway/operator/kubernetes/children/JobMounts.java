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
  static final String MIGRATIONS = "/slipway/migrations";
  static final String SECRETS = "/slipway/secrets/";

  private static final String WORK = "slipway";

  private JobMounts() {}

  static List<Volume> volumes(JobOrder order) {
    var volumes = new ArrayList<Volume>();
    volumes.add(scratch("tmp"));
    if (order.readsFiles()) {
      volumes.add(scratch(WORK));
    }
    secrets(order)
        .forEach((role, secret) ->
            volumes.add(
                new VolumeBuilder()
                    .withName("secret-" + role)
                    .withNewSecret()
                    .withSecretName(secret)
                    .endSecret()
                    .build()));
    return volumes;
  }

  static List<VolumeMount> runner(JobOrder order) {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    if (order.readsFiles()) {
      mounts.add(migrations(true));
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

  static VolumeMount migrations(boolean readOnly) {
    return part("migrations", MIGRATIONS, readOnly);
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
    if (smoke != null && smoke.login() != null && smokes(order.step())) {
      secrets.put("smoke", smoke.login().secret());
    }
    return secrets;
  }

  static boolean smokes(Step step) {
    return step == Step.SMOKE || step == Step.SMOKE_BACK;
  }

  private static VolumeMount part(String subPath, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(WORK)
        .withSubPath(subPath)
        .withMountPath(path)
        .withReadOnly(readOnly)
        .build();
  }

  private static Volume scratch(String name) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(new Quantity("64Mi"))
        .endEmptyDir()
        .build();
  }
}
