package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.RequestAnswer;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people ask for by hand, on a real cluster. */
@ExtendWith(OnTheCluster.class)
class RequestScenario {
  @Test
  void backToTheVersionBeforeUnderLoadWithNoFailedRequest_B6(Released shop) {
    shop.serves("1");
    shop.serves("2");
    var users = shop.users(10);

    shop.ask("rollback 2 a1");
    shop.waitFor("an answer", release -> release.getStatus().lastRequest() != null);
    var back = shop.rests();

    assertThat(back.reason()).isEqualTo("RollbackRequested");
    assertThat(Objects.requireNonNull(back.lastRequest()).answer())
        .isEqualTo(RequestAnswer.ACCEPTED);
    assertThat(shop.traffic()).containsEntry("slipway.dev/revision", "1");
    assertThat(shop.revision(2).wanted()).isZero();
    shop.endsAs(ReleaseOutcome.SUCCEEDED, ReleaseOutcome.ROLLED_BACK);
    assertThat(users.report().bad()).as("failed requests").isEmpty();
  }

  @Test
  @Tag("prove")
  void aPauseKeepsABakeOpenAndAPersonMayEndIt_B1(Released shop) {
    shop.serves("1");
    shop.apply("2", text -> text.replaceAll("(?m)^  bake: .*$", "  bake: 5m"));
    shop.waitFor("the bake", release -> "Baking".equals(release.getStatus().phase()));

    shop.ask("pause 2 a1");
    shop.waitFor("the pause", release -> release.getStatus().pausedAt() != null);
    shop.ask("promote 2 a2");
    var promoted = shop.rests();

    assertThat(Objects.requireNonNull(promoted.serving()).number()).isEqualTo(2);
    assertThat(Objects.requireNonNull(promoted.lastOutcome()).reason())
        .isEqualTo("PromotedOnRequest");
  }
}
