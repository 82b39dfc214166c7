package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A release that comes as a part of somebody's Helm chart. */
@ExtendWith(OnTheCluster.class)
class HelmScenario {
  @Test
  void aFieldThatDoesNotExistIsDroppedForHelmAndRefusedWhereTheClientIsStrict(
      Released shop, @TempDir Path chart) throws IOException {
    var manifest = shop.manifest("1").replace("  bake: 3s", "  bake: 3s\n  bakeFor: 1h");
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
    Files.writeString(
        Files.createDirectory(chart.resolve("templates")).resolve("release.yaml"), manifest);

    new Helm(chart)
        .install()
        .withName("shop")
        .withNamespace(shop.namespace())
        .withKubeConfig(Path.of(System.getenv("KUBECONFIG")))
        .call();

    assertThat(Objects.requireNonNull(shop.rests().serving()).version()).isEqualTo("1");
    assertThat(shop.specAsStored()).containsKey("bake").doesNotContainKey("bakeFor");
    assertThatThrownBy(() -> shop.appliesStrictly(manifest))
        .hasMessageContaining("unknown field \"spec.bakeFor\"");
  }
}
