package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.faults.ground.Binaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A release ends as it would have, whichever of its writes is broken. */
class FaultsTest {
  private static final int IN_PROCESS = Integer.getInteger("faults.inProcess", 120);
  private static final int PROCESSES = Integer.getInteger("faults.processes", 12);
  private static final int LANES = Integer.getInteger("faults.lanes", 32);

  private static Ground ground;
  private static Campaign campaign;

  /** Where there is no control plane the test is skipped aloud; a build server must have one. */
  @BeforeAll
  static void aControlPlane() {
    var bin = Binaries.find();
    if (bin.isEmpty()) {
      System.err.println(Binaries.ADVICE);
      assertThat(System.getenv("CI")).as(Binaries.ADVICE).isNotEqualTo("true");
      Assumptions.abort(Binaries.ADVICE);
    }
    ground = new Ground(bin.get(), Path.of("target/faults"));
    campaign = new Campaign(ground, LANES);
  }

  @AfterAll
  static void away() {
    if (campaign != null) {
      campaign.close();
      ground.close();
    }
  }

  /** Spread over all scenarios, writes and faults, and all that ever were violated. */
  @TestFactory
  Stream<DynamicTest> endsAsItWouldHave() throws IOException {
    var plans = new ArrayList<>(Plan.read("src/test/resources/plans"));
    plans.addAll(campaign.some(IN_PROCESS, PROCESSES));
    // Started all at once; each test then waits for its own.
    var verdicts = plans.stream().distinct().map(plan -> campaign.begin(plan)).toList();
    return verdicts.stream()
        .map(verdict -> verdict.join())
        .map(verdict ->
            DynamicTest.dynamicTest(
                verdict.plan().toString(),
                () ->
                    assertThat(verdict.violations())
                        .as("faults/run plan '%s'", verdict.plan())
                        .isEmpty()));
  }
}
