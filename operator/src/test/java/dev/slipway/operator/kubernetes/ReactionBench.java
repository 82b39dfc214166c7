package dev.slipway.operator.kubernetes;

import static dev.slipway.operator.kubernetes.RunningOperator.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.analysis.PlayedPages;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How soon traffic leaves a dead version, on a real API server: {@code make bench}. Each round is a
 * version whose every answer is an error, 25 a second from each pod; pods and Jobs are played.
 */
@ExtendWith(ApiServer.Shared.class)
class ReactionBench {
  private static final int ROUNDS = Integer.getInteger("slipway.rounds", 20);

  @Test
  void fromTheProvingSampleToTheWriteThatMovesTraffic(ApiServer server) {
    var client = server.client();
    Definitions.install(client);
    server.namespace(Shop.NAMESPACE);
    ground(client);
    var stopwatch = new ReactionStopwatch();
    var player = new ClusterPlayer(client, new Inventory(client), InstantSource.system());
    var playing = Executors.newSingleThreadScheduledExecutor();
    try (var operator =
            new RunningOperator(
                server.newClient(),
                Shop.NAMESPACE,
                () -> true,
                wake -> stopwatch.watching(PlayedPages.looking(stopwatch::page, wake)));
        var _ = client.services().inNamespace(Shop.NAMESPACE).watch(stopwatch)) {
      assertThat(operator.exits).isEmpty();
      var _ = playing.scheduleWithFixedDelay(() -> play(player), 0, 50, TimeUnit.MILLISECONDS);
      release(client, "1", "Ready");
      for (var round = 2; round < ROUNDS + 2; round++) {
        release(client, String.valueOf(round), "RolledBack");
      }
    } finally {
      playing.shutdownNow();
    }
    report(stopwatch);
  }

  private static void play(ClusterPlayer player) {
    try {
      player.play();
    } catch (KubernetesClientException e) {
      // What it saw has changed meanwhile; the next look is in a moment.
      System.err.println(e.getMessage());
    }
  }

  private static void ground(KubernetesClient client) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(Shop.NAMESPACE)
                .endMetadata()
                .build())
        .createOr(present -> present.update());
  }

  private static void release(KubernetesClient client, String version, String phase) {
    var wanted = Shop.judged(version);
    client.resource(wanted).forceConflicts().serverSideApply();
    eventually(() -> {
      var seen =
          client
              .resources(BackendRelease.class)
              .inNamespace(Shop.NAMESPACE)
              .withName(Shop.NAME)
              .require();
      assertThat(seen.getStatus().version()).isEqualTo(version);
      assertThat(seen.getStatus().phase()).as(seen.getStatus().message()).isEqualTo(phase);
    });
  }

  private static void report(ReactionStopwatch stopwatch) {
    var millis = new ArrayList<>(stopwatch.millis());
    millis.sort(null);
    System.out.printf(
        Locale.ROOT,
        "BENCH from the proving sample to the write that moves traffic: median %.0f ms (limit 50), 99th percentile %.0f ms (limit 500), %d ways back%n",
        percentile(millis, 0.5),
        percentile(millis, 0.99),
        millis.size());
    System.out.printf(
        Locale.ROOT,
        "BENCH dead version at 50 requests per second: judged after %d looks with a bad answer at most (limit 3)%n",
        stopwatch.looks().stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  private static double percentile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }
}
