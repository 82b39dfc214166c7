package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people write wrongly, and what they are told: what was found, what was expected, what to do.
 */
@Tag("prove")
@ExtendWith(OnTheCluster.class)
class BadInputScenario {
  private static final String TOO_LONG = "a-backend-whose-name-leaves-no-room-for-its-children";

  @Test
  void theApiServerRefusesWhatCanNeverBe(Released shop) {
    refused(shop, "replicas: 3", "replicas: three", "spec.replicas");
    refused(shop, "replicas: 3", "replicas: -1", "spec.replicas");
    refused(shop, "replicas: 3", "replicas: 3\n  replica: 3", "unknown field");
    refused(shop, "bake: 3s", "bake: 3 seconds", "spec.bake");
    refused(shop, "targetPort: 8080", "targetPort: 80800", "spec.service.targetPort");
    refused(shop, "name: shop\n  namespace", "name: " + TOO_LONG + "\n  namespace", "name");
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsChangedAndNoMetricsAreToldAsSuch(Released shop) {
    says(shop, text -> text.replace("shop-settings", "no-settings"), "no-settings");
    says(shop, text -> text.replace("secret: shop-db}", "secret: no-secret}"), "no-secret");
    shop.secret("keyless", Map.of("username", "shop_app"));
    says(shop, text -> text.replace("secret: shop-db}", "secret: keyless}"), "keyless");
    var url = "jdbc:postgresql://db." + shop.namespace() + ".svc:5432/shop";
    shop.secret("wrong", Map.of("url", url, "username", "shop_app", "password", "not-this-one"));
    says(shop, text -> text.replace("secret: shop-db}", "secret: wrong}"), "login refused");
    says(
        shop,
        text -> text.replace("runAsNonRoot: true", "runAsNonRoot: false"),
        "runAsNonRoot != true");
    says(
        shop,
        text ->
            text.replaceAll("(?m)^( +image: .*/backend):.*$", "$1:no-version")
                .replaceAll("(?m)^  progressDeadline: .*$", "  progressDeadline: 30s"),
        "no-version");
    assertThat(shop.revision(1).wanted()).as("pods of the application").isNegative();

    var status =
        shop.releases("1", text -> text.replaceAll("(?m)^    (errorRate|metrics): .*\n", ""));
    assertThat(status.reason()).as(status.message()).isEqualTo("Ready");
    var serving = Objects.requireNonNull(status.serving()).number();
    assertThat(shop.records())
        .filteredOn(record -> record.getSpec().number().equals(serving))
        .flatExtracting(record -> record.getStatus().steps())
        .extracting(Object::toString)
        .as("what the steps of the record say")
        .anyMatch(step -> step.contains("not judged"));
  }

  private static void refused(Released shop, String good, String bad, String word) {
    var manifest = shop.manifest("1");
    assertThat(manifest).contains(good);
    assertThatThrownBy(() -> shop.appliesStrictly(manifest.replace(good, bad)))
        .as(bad)
        .hasMessageContaining(word);
  }

  private static void says(Released shop, UnaryOperator<String> edit, String word) {
    shop.apply("1", edit);
    shop.waitFor(
        "the sentence with " + word,
        release -> String.valueOf(release.getStatus().message()).contains(word));
  }
}
