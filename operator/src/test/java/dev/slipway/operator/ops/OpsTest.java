package dev.slipway.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));
  private final Set<String> present = new HashSet<>(Set.of("a"));
  private final Watchdog watchdog = new Watchdog(now::get, present::contains);

  @Test
  void aReleaseThatNobodyLooksAtIsAStuckWorker() {
    watchdog.started("a");
    pass(Duration.ofMinutes(4));
    assertThat(watchdog.stuck()).isFalse();
    pass(Duration.ofMinutes(2));
    assertThat(watchdog.stuck()).isTrue();
  }

  @Test
  void aReleaseThatIsGoneIsNot() {
    watchdog.started("gone");
    pass(Duration.ofMinutes(10));

    assertThat(watchdog.stuck()).isFalse();
    assertThat(watchdog.gone()).containsExactly("gone");
    assertThat(watchdog.gone()).isEmpty();
  }

  @Test
  void probesSayHowItIs() throws IOException, InterruptedException {
    var live = new AtomicBoolean(true);
    try (var probes = Probes.start(0, live::get, () -> false, () -> "meter 1\n")) {
      assertThat(code(probes, "/livez")).isEqualTo(200);
      live.set(false);
      assertThat(code(probes, "/livez")).isEqualTo(503);
      assertThat(code(probes, "/readyz")).isEqualTo(503);
      assertThat(code(probes, "/metrics")).isEqualTo(200);
    }
  }

  @Test
  void settingsAreReadOnceAndSayWhatIsMissing() {
    var settings =
        Settings.from(
            Map.of("RUNNER_IMAGE", "r", "WATCH_NAMESPACES", "a, b", "POD_NAMESPACE", "s"));

    assertThat(settings.namespaces()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.elects()).isTrue();
    assertThat(settings.port()).isEqualTo(8080);
    assertThatThrownBy(() -> Settings.from(Map.of())).hasMessageContaining("RUNNER_IMAGE");
  }

  @Test
  void theLeaseIsSetByTheEnvironmentAndMustMakeSense() {
    var image = Map.entry("RUNNER_IMAGE", "r");

    assertThat(Settings.from(Map.ofEntries(image)).election()).isEqualTo(ElectionTimes.DEFAULT);
    assertThat(
            Settings.from(Map.ofEntries(image, Map.entry("LEASE_DURATION", "1m")))
                .election()
                .lease())
        .isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> Settings.from(Map.ofEntries(image, Map.entry("LEASE_DURATION", "5s"))))
        .hasMessageContaining("LEASE_DURATION 5s");
    assertThatThrownBy(() -> Settings.from(Map.ofEntries(image, Map.entry("LEASE_RETRY", "soon"))))
        .hasMessageContaining("LEASE_RETRY")
        .hasMessageContaining("soon");
  }

  private void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  private static int code(Probes probes, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://localhost:" + probes.port() + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
