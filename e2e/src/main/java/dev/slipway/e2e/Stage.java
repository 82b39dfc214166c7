package dev.slipway.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;

/** A cluster with the operator on it, and shops in namespaces of their own. */
public final class Stage implements AutoCloseable {
  private final KubernetesClient client;
  private final Story story;
  private final OperatorPod operator;
  private final Path samples;

  private Stage(KubernetesClient client, Story story, Path samples) {
    this.client = client;
    this.story = story;
    this.samples = samples;
    this.operator = new OperatorPod(client);
  }

  /** On the cluster of KUBECONFIG, with the operator installed by its chart. */
  public static Stage set(Path samples) {
    var config = Config.fromKubeconfig(new File(System.getenv("KUBECONFIG")));
    var stage =
        new Stage(
            new KubernetesClientBuilder().withConfig(config).build(),
            new Story(System.out, false),
            samples);
    stage.operator.install();
    return stage;
  }

  /** A shop with its database, nothing released yet. */
  public Released shop(String namespace) {
    var shop = new Shop(client, namespace, samples);
    shop.open();
    return new Released(client, shop, story);
  }

  @Override
  public void close() {
    client.close();
  }
}
