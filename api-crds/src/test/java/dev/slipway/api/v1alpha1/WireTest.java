package dev.slipway.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
  private final KubernetesSerialization wire = new KubernetesSerialization();

  @Test
  void readsWhatANewerVersionWrote() {
    BackendReleaseSpec spec =
        wire.unmarshal("{\"version\":\"1\",\"fromTheFuture\":{\"x\":1}}", BackendReleaseSpec.class);
    assertThat(spec.version()).isEqualTo("1");
  }

  @Test
  void anAbsentListIsAnEmptyOne() {
    BackendReleaseStatus status = wire.unmarshal("{}", BackendReleaseStatus.class);
    assertThat(status.conditions()).isEmpty();
    assertThat(status.failedPlans()).isEmpty();
  }

  @Test
  void anEmptyStatusIsWrittenAsNothing() {
    assertThat(wire.asJson(wire.unmarshal("{}", BackendReleaseStatus.class))).isEqualTo("{}");
  }

  @Test
  void aPhaseComesBackAsItWasWritten() {
    AttemptStatus attempt =
        new AttemptStatus(
            7L,
            "6d3f2b1e-8c1f-4a55-9a37-0f3f8f5c2a11",
            "9f86d081884c7d65",
            "2.4.1",
            Instant.parse("2026-01-02T03:04:05Z"),
            new PhaseStatus("Baking", Map.of("until", "2026-01-02T03:14:05Z", "empty", "")),
            List.of("switch traffic to shop-7"));
    String json = wire.asJson(attempt);
    assertThat(json).contains("\"startedAt\":\"2026-01-02T03:04:05Z\"");
    assertThat(wire.unmarshal(json, AttemptStatus.class)).isEqualTo(attempt);
  }

  @Test
  void aLimitKeepsItsNamesOfTheWire() {
    ErrorRateLimit limit = new ErrorRateLimit("5%", new Span("2m"));
    assertThat(wire.asJson(limit)).isEqualTo("{\"max\":\"5%\",\"for\":\"2m\"}");
    assertThat(wire.unmarshal(wire.asJson(limit), ErrorRateLimit.class)).isEqualTo(limit);
  }

  @Test
  void anOutcomeIsWrittenInTheWordsOfTheDocs() {
    assertThat(wire.asJson(ReleaseOutcome.ROLLED_BACK)).isEqualTo("\"RolledBack\"");
  }
}
