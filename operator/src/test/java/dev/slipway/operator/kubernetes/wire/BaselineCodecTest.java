package dev.slipway.operator.kubernetes.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.release.Baseline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineCodecTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    var whole = new Baseline(900, 81, Optional.of(Duration.ofNanos(2_500_000)), true);
    var timeless = new Baseline(900, 0, Optional.empty(), false);
    assertThat(BaselineCodec.read(BaselineCodec.write(whole))).isEqualTo(whole);
    assertThat(BaselineCodec.read(BaselineCodec.write(timeless))).isEqualTo(timeless);
  }

  @Test
  void anUnknownOneTakesNoRoomAndAnOddOneIsUnknown() {
    assertThat(BaselineCodec.write(Baseline.UNKNOWN)).isEmpty();
    assertThat(BaselineCodec.read(Map.of())).isEqualTo(Baseline.UNKNOWN);
    assertThat(BaselineCodec.read(Map.of("oldAnswers", "many", "oldErrors", "1")))
        .isEqualTo(Baseline.UNKNOWN);
  }
}
