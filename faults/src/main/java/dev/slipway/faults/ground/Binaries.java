package dev.slipway.faults.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where etcd, kube-apiserver and kube-controller-manager are. */
public final class Binaries {
  /** What to do where they are missing. */
  public static final String ADVICE =
      "NOT RUN: no control plane. Set KUBE_API_TEST_DIR=$(deploy/local/cluster api-test-dir), or SLIPWAY_KUBE_BIN to a folder with etcd, kube-apiserver and kube-controller-manager.";

  private Binaries() {}

  /** The folder with all three, from SLIPWAY_KUBE_BIN or beside KUBE_API_TEST_DIR. */
  public static Optional<Path> find() {
    return named("SLIPWAY_KUBE_BIN")
        .or(() -> named("KUBE_API_TEST_DIR").map(dir -> dir.resolveSibling("bin")))
        .filter(bin -> Files.isExecutable(bin.resolve("kube-apiserver")))
        .filter(bin -> Files.isExecutable(bin.resolve("etcd")))
        .filter(bin -> Files.isExecutable(bin.resolve("kube-controller-manager")));
  }

  private static Optional<Path> named(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .flatMap(Binaries::real);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
