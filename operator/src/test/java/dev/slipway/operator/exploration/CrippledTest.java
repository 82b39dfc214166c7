package dev.slipway.operator.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The explorer is worth what it finds: every mistake that is made on purpose must be caught. */
class CrippledTest {
  private static final int MOST = 30_000;
  private static final int CALM_EVERY = 8;

  @ParameterizedTest
  @EnumSource
  void aCoreThatIsWrongIsCaught(CrippledCore core) {
    assertThat(caught(core)).as("what the explorer says of " + core).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aProtocolThatIsWrongIsCaught(CrippledProtocol protocol) {
    assertThat(caught(protocol)).as("what the explorer says of " + protocol).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aCoreThatJudgesWronglyIsCaught(CrippledJudging judging) {
    assertThat(caught(judging)).as("what the explorer says of " + judging).isPresent();
  }

  private static Optional<String> caught(Turning.Order order) {
    for (var scene : Scene.SMALL) {
      var explorer = new Explorer(order, CALM_EVERY, new Fingerprints(MOST), Long.MAX_VALUE);
      var violation = explorer.explore(scene.start(), MOST).violation();
      if (violation.isPresent()) {
        return violation.get().promise().lines().findFirst();
      }
    }
    return Optional.empty();
  }
}
