package dev.slipway.faults;

import dev.slipway.faults.database.Database;
import dev.slipway.faults.database.Misfortune;
import dev.slipway.faults.database.Server;
import dev.slipway.faults.ground.ControlPlane;
import dev.slipway.faults.ground.Programs;
import dev.slipway.faults.ground.Wait;
import dev.slipway.faults.player.Pages;
import dev.slipway.faults.player.Player;
import dev.slipway.faults.proxy.ApiProxy;
import dev.slipway.faults.proxy.Interference;
import dev.slipway.faults.proxy.Upstream;
import dev.slipway.operator.kubernetes.Clients;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What all runs share: the control plane with both kinds, the player, and the pods' pages. */
final class Ground implements AutoCloseable {
  private final ControlPlane control;
  private final KubernetesClient client;
  private final Upstream upstream;
  private final Pages pages = new Pages();
  private final Player player;
  private final Sight sight;
  private final Server server;
  private final Programs programs;
  private final Path folder;
  private final AtomicInteger runs = new AtomicInteger();

  /**
   * Starts it.
   *
   * @param bin folder of the control plane's binaries
   * @param folder for data and logs; made where it is missing
   */
  Ground(Path bin, Path folder) {
    try {
      this.folder = Files.createDirectories(folder).toRealPath();
      // The API server's data must not outlive it.
      control = new ControlPlane(bin, Files.createTempDirectory(this.folder, "control-plane"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    programs = new Programs(this.folder);
    server = new Server(programs);
    client = control.client(Clients.tolerant());
    upstream = Upstream.of(control.address(), control.token(), control.trust());
    List.of("backendreleases", "releaserecords", "releaserequests").forEach(this::define);
    player = new Player(client, pages);
    sight = new Sight(client);
  }

  private void define(String plural) {
    var file = "/META-INF/slipway/crds/" + plural + ".slipway.dev.yaml";
    try (var yaml = Clients.class.getResourceAsStream(file)) {
      if (yaml == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      var crd = client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
      // On a busy machine the answer may be late, and the client then asks again.
      client.resource(crd).createOr(NonDeletingOperation::update);
      if (!Wait.until(Duration.ofMinutes(1), () -> established(client.resource(crd).get()))) {
        throw new IllegalStateException("the API server does not take " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** Straight to the API server. */
  KubernetesClient client() {
    return client;
  }

  Upstream upstream() {
    return upstream;
  }

  Pages pages() {
    return pages;
  }

  Player player() {
    return player;
  }

  /** What runs in processes of its own. */
  Programs programs() {
    return programs;
  }

  /** Has processes start sooner later on. */
  void rehearse() {
    try (var door = new ApiProxy(upstream, Interference.NONE, () -> {})) {
      ChildOperator.rehearse(programs, door.address(), folder);
    }
  }

  Sight sight() {
    return sight;
  }

  Path folder() {
    return folder;
  }

  /** A real database of its own; it is yet to be made. */
  Database database(String name, String password, Misfortune misfortune) {
    return server.database(name, password, folder, misfortune);
  }

  /** A namespace's name that no other run has. */
  String name() {
    return "run-" + runs.incrementAndGet();
  }

  @Override
  public void close() {
    player.close();
    sight.close();
    server.close();
    pages.close();
    client.close();
    control.close();
  }
}
