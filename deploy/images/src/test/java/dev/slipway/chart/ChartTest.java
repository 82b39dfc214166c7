package dev.slipway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

  @Test
  void helmFindsNothingToCriticise() {
    var lint = new Helm(InstallChart.chart()).lint().strict().call();

    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
  }

  @Test
  void everythingIsNamedAndLabelled() {
    var manifests = Manifests.rendered(Map.of());

    assertThat(manifests.documents())
        .isNotEmpty()
        .allSatisfy(document ->
            assertThat(document.at("/metadata/labels").path("app.kubernetes.io/name").asText())
                .as(document.at("/metadata/name").asText())
                .isEqualTo("slipway"));
  }

  @Test
  void theOperatorRunsInARestrictedNamespace() {
    var manifests = Manifests.rendered(Map.of());

    var pod = manifests.podSpec();
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    var container = manifests.container().path("securityContext");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(Manifests.strings(container.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(pod.path("volumes").valueStream())
        .allSatisfy(volume -> assertThat(volume.has("emptyDir")).isTrue());
    assertThat(pod.has("hostNetwork")).isFalse();
  }

  @Test
  void theOperatorIsProbedAndBounded() {
    var container = Manifests.rendered(Map.of()).container();

    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/livez");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
  }

  @Test
  void theElectionIsSetByValues() {
    var env = Manifests.rendered(Map.of("leaderElection.lease", "20s")).container().path("env");

    assertThat(env.valueStream())
        .extracting(each -> each.path("name").asText() + "=" + each.path("value").asText())
        .contains("LEASE_DURATION=20s", "LEASE_RENEW=6s", "LEASE_RETRY=1s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets",
        "pods/exec",
        "pods/attach",
        "pods/log",
        "pods/portforward",
        "pods/ephemeralcontainers",
        "serviceaccounts",
        "serviceaccounts/token",
        "users",
        "groups",
        "roles",
        "clusterroles",
        "rolebindings",
        "clusterrolebindings",
        "validatingwebhookconfigurations",
        "resourcequotas",
        "*"
      })
  void theOperatorHasNoPermissionOn(String resource) {
    assertThat(Manifests.rendered(Map.of()).operatorRules())
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(Manifests.strings(rule.path("resources"))).doesNotContain(resource));
  }

  @Test
  void theOperatorHasNoVerbThatWidensItsPermissions() {
    assertThat(Manifests.rendered(Map.of()).operatorRules())
        .allSatisfy(rule ->
            assertThat(Manifests.strings(rule.path("verbs")))
                .doesNotContain("*", "impersonate", "escalate", "bind", "deletecollection"));
  }

  @Test
  void configMapsAreNeverChangedOrDeleted() {
    assertThat(Manifests.rendered(Map.of()).operatorRules())
        .filteredOn(rule -> Manifests.strings(rule.path("resources")).contains("configmaps"))
        .singleElement()
        .satisfies(rule ->
            assertThat(Manifests.strings(rule.path("verbs")))
                .containsExactlyInAnyOrder("get", "list", "watch", "create"));
  }

  @Test
  void podsAreNeverChangedOrDeleted() {
    assertThat(Manifests.rendered(Map.of()).operatorRules())
        .filteredOn(rule -> Manifests.strings(rule.path("resources")).contains("pods"))
        .allSatisfy(rule ->
            assertThat(Manifests.strings(rule.path("verbs")))
                .isSubsetOf("get", "list", "watch", "create"));
  }

  @Test
  void namedNamespacesGetABindingEachAndNothingElsewhere() {
    var manifests =
        Manifests.rendered(Map.of("watchNamespaces[0]", "shop", "watchNamespaces[1]", "billing"));

    assertThat(manifests.ofKind("ClusterRoleBinding")).isEmpty();
    assertThat(manifests.ofKind("RoleBinding").map(ChartTest::namespace))
        .contains("shop", "billing", "slipway-system");
    assertThat(environment(manifests, "WATCH_NAMESPACES").path("value").asText())
        .isEqualTo("shop,billing");
  }

  @Test
  void allNamespacesAreTheDefault() {
    var manifests = Manifests.rendered(Map.of());

    assertThat(manifests.ofKind("ClusterRoleBinding")).hasSize(1);
    assertThat(manifests.ofKind("RoleBinding").map(ChartTest::namespace))
        .containsExactly("slipway-system");
    assertThat(environment(manifests, "WATCH_NAMESPACES").path("value").asText()).isEmpty();
  }

  @Test
  void thePodKnowsItselfAndItsRunner() {
    var manifests =
        Manifests.rendered(Map.of("runner.image.repository", "registry.example/runner"));

    for (var name : List.of("POD_UID", "POD_NAME", "POD_NAMESPACE")) {
      assertThat(environment(manifests, name).at("/valueFrom/fieldRef/fieldPath").asText())
          .startsWith("metadata.");
    }
    assertThat(environment(manifests, "RUNNER_IMAGE").path("value").asText())
        .isEqualTo("registry.example/runner:dev");
  }

  @Test
  void aDigestWinsOverATag() {
    var digest = "sha256:" + "0".repeat(64);
    var manifests = Manifests.rendered(Map.of("image.digest", digest, "image.tag", "1.0"));

    assertThat(manifests.container().path("image").asText())
        .isEqualTo("slipway.local/operator@" + digest);
  }

  @Test
  void twoOperatorsAreSpreadAndGuardedByABudget() {
    var manifests = Manifests.rendered(Map.of("replicas", 2));

    assertThat(manifests.ofKind("PodDisruptionBudget")).hasSize(1);
    assertThat(manifests.podSpec().at("/affinity/podAntiAffinity").isObject()).isTrue();
    assertThat(Manifests.rendered(Map.of()).ofKind("PodDisruptionBudget")).isEmpty();
  }

  @Test
  void theDefinitionsOutliveTheChart() {
    var definitions = Manifests.rendered(Map.of()).ofKind("CustomResourceDefinition").toList();

    assertThat(definitions.stream().map(crd -> crd.at("/metadata/name").asText()))
        .containsExactlyInAnyOrder(
            "backendreleases.slipway.dev",
            "releaserecords.slipway.dev",
            "releaserequests.slipway.dev");
    assertThat(definitions)
        .allSatisfy(crd ->
            assertThat(crd.at("/metadata/annotations").path("helm.sh/resource-policy").asText())
                .isEqualTo("keep"));
    assertThat(Manifests.rendered(Map.of("crds.enabled", false)).ofKind("CustomResourceDefinition"))
        .isEmpty();
  }

  @Test
  void peopleMayReadTheLogButNotWriteIt() {
    var writers =
        Manifests.rendered(Map.of())
            .ofKind("ClusterRole")
            .filter(role -> role.at("/metadata/name").asText().matches(".*-(view|edit)"))
            .flatMap(role -> role.path("rules").valueStream())
            .filter(rule -> Manifests.strings(rule.path("resources")).contains("releaserecords"));

    assertThat(writers)
        .isNotEmpty()
        .allSatisfy(rule ->
            assertThat(Set.copyOf(Manifests.strings(rule.path("verbs"))))
                .isEqualTo(Set.of("get", "list", "watch")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas=two",
        "replicas=-1",
        "replica=2",
        "image.tga=1",
        "image.pullPolicy=Sometimes",
        "runner.image.digest=sha256:short",
        "crds.keep=maybe",
        "watchNamespaces[0]=Shop"
      })
  void aMistakeInTheValuesIsRefused(String setting) {
    var pair = setting.split("=", 2);

    assertThatThrownBy(() -> Manifests.rendered(Map.of(pair[0], pair[1])))
        .hasMessageContaining(pair[0].replaceAll("[.\\[].*", ""));
  }

  private static String namespace(JsonNode document) {
    return document.at("/metadata/namespace").asText();
  }

  private static JsonNode environment(Manifests manifests, String name) {
    return manifests
        .container()
        .path("env")
        .valueStream()
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
