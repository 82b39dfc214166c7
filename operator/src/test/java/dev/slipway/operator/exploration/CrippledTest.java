package dev.slipway.operator.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The explorer is worth what it finds: every mistake that is made on purpose must be caught. */
class CrippledTest {
  /** States of each scene; most mistakes show themselves near the way of a release. */
  private static final int[] WIDER_AND_WIDER = {500, 5_000, 30_000};

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
    for (var most : WIDER_AND_WIDER) {
      for (var scene : Scene.SMALL) {
        var explorer = new Explorer(order, CALM_EVERY, new Fingerprints(most), Long.MAX_VALUE);
        var violation = explorer.explore(scene.start(), most).violation();
        if (violation.isPresent()) {
          return violation.get().promise().lines().findFirst();
        }
      }
    }
    return Optional.empty();
  }
}
