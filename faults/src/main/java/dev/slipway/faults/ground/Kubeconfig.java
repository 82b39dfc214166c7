package dev.slipway.faults.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a program which API server it talks to, without any credentials. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Writes one.
   *
   * @return its file, for {@code KUBECONFIG}
   */
  public static Path write(Path folder, String name, URI api) {
    var file = folder.resolve(name + ".kubeconfig");
    try {
      return Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: c, cluster: {server: "%s"}}]
          users: [{name: u, user: {}}]
          contexts: [{name: x, context: {cluster: c, user: u}}]
          current-context: x
          """
              .formatted(api));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
