package dev.slipway.operator.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the chart lets the operator do, given to a user of a test. */
final class Permissions {
  static final String USER = "operator-of-the-chart";

  private final KubernetesClient admin;

  Permissions(KubernetesClient admin) {
    this.admin = admin;
  }

  void grant() {
    var role =
        Serialization.unmarshal(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: %s}
            """
                    .formatted(USER)
                + rules(),
            ClusterRole.class);
    admin.resource(role).createOr(present -> present.update());
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(USER)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", USER)
                .withSubjects(new SubjectBuilder().withKind("User").withName(USER).build())
                .build())
        .createOr(present -> present.update());
  }

  /** The chart's policy on pods, for the user of a test in place of the service account. */
  void restrictPods() {
    policy("pods-dry-run.yaml");
  }

  /** The chart's policy on the authors of requests. */
  void restrictAuthors() {
    policy("requests-author.yaml");
  }

  private void policy(String file) {
    var documents =
        template(file)
            .replaceAll("\\{\\{- /\\*.*?\\*/\\}\\}", "")
            .replaceAll("(?m)^.*\\{\\{- (if|end).*$", "")
            .replaceAll("(?m)^  labels:.*$", "")
            .replaceAll("system:serviceaccount:.*\"", USER + "\"")
            .replace("{{ include \"slipway.name\" . }}", "slipway");
    admin
        .load(new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  void revoke() {
    admin.rbac().clusterRoleBindings().withName(USER).delete();
  }

  /** The rules are plain YAML in the middle of the chart's template. */
  private static String rules() {
    var template = template("role.yaml");
    var from = template.indexOf("rules:");
    return template.substring(from, template.indexOf("{{- if", from));
  }

  private static String template(String file) {
    try {
      return Files.readString(Path.of("../charts/slipway/templates", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
