package dev.slipway.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Installs the chart into a cluster, brings what is installed up to date, or takes it away. */
public final class InstallChart {
  static final String RELEASE = "slipway";
  private static final Path CHART = Path.of("charts/slipway");

  private InstallChart() {}

  /** Arguments: kubeconfig, namespace, and values as {@code name=value}. */
  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      System.err.println("usage: InstallChart KUBECONFIG NAMESPACE [NAME=VALUE]...");
      System.exit(2);
    }
    var values =
        Arrays.stream(arguments)
            .skip(2)
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    var release = install(Path.of(arguments[0]), arguments[1], values);
    System.out.println(
        release.getName() + " revision " + release.getRevision() + ": " + release.getStatus());
  }

  /**
   * As {@code helm upgrade --install --create-namespace}; does not wait for the pods.
   *
   * @param values as {@code --set} takes them
   * @throws IllegalStateException with Helm's own words when it refuses
   */
  public static Release install(Path kubeconfig, String namespace, Map<String, String> values) {
    var upgrade =
        new Helm(chart())
            .upgrade()
            .install()
            .createNamespace()
            .withName(RELEASE)
            .withNamespace(namespace)
            .withKubeConfig(kubeconfig);
    values.forEach(upgrade::set);
    return upgrade.call();
  }

  /** As {@code helm uninstall}; the definitions stay, and every release with them. */
  public static void uninstall(Path kubeconfig, String namespace) {
    Helm.uninstall(RELEASE).withNamespace(namespace).withKubeConfig(kubeconfig).call();
  }

  /** The chart of this checkout, from any folder inside it. */
  static Path chart() {
    var here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(CHART))
        .filter(folder -> Files.exists(folder.resolve("Chart.yaml")))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(CHART + " is not above " + here + "; run it in a checkout."));
  }
}
