package dev.slipway.operator.kubernetes.children;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.Map;

/**
 * Where the pod of a Job runs: where the application's pods run, so that it pulls their image on
 * their kind of node and finds the database by their names (P2).
 *
 * <p>Not taken over: affinity, which spreads or gathers the application's pods; their labels, which
 * would put a Job into somebody's Service; the host's network.
 */
final class JobPlace {
  private JobPlace() {}

  /** Sets it; the account comes without its token, only its pull secrets and policies count. */
  static PodSpecBuilder like(PodSpec application, PodSpecBuilder job) {
    var selector = application.getNodeSelector();
    return job.withNodeSelector(selector == null ? Map.of() : selector)
        .withTolerations(application.getTolerations())
        .withPriorityClassName(application.getPriorityClassName())
        .withImagePullSecrets(application.getImagePullSecrets())
        .withServiceAccountName(account(application))
        .withAutomountServiceAccountToken(false)
        .withDnsConfig(application.getDnsConfig())
        .withHostAliases(application.getHostAliases());
  }

  @SuppressWarnings("deprecation") // a template may still use the old name of the field
  private static String account(PodSpec application) {
    var account = application.getServiceAccountName();
    return account == null ? application.getServiceAccount() : account;
  }
}
