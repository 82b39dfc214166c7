package dev.slipway.operator.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the explorer found once is never seen again. */
class ReplayTest {
  private static final Path KEPT = Path.of("src", "test", "resources", "exploration");

  static Stream<Replay> kept() throws IOException {
    try (var files = Files.list(KEPT)) {
      return files.sorted().map(Replay::read).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void whatWasWrongOnceIsRight(Replay replay) {
    assertThat(Story.replay(replay.scene().start(), replay.path(), Turning.REAL))
        .as(replay.wrong())
        .isEmpty();
    replay
        .breaks()
        .ifPresent(protocol ->
            assertThat(Story.replay(replay.scene().start(), replay.path(), protocol))
                .as("the path still tells right from wrong")
                .isPresent());
  }
}
