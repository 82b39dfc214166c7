package dev.slipway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is played where not all can be, and what is remembered of it. */
class ChoiceTest {
  private static final List<Plan> ALL =
      Arrays.stream(Scenario.values())
          .flatMap(scenario ->
              IntStream.range(0, 40)
                  .boxed()
                  .flatMap(i ->
                      Arrays.stream(Fault.values())
                          .map(fault -> new Plan(scenario, "PUT x #" + i, fault, i))))
          .toList();

  @Test
  void theFirstPlansHaveEveryFaultOfEveryScenario() {
    var kinds = Scenario.values().length * Fault.values().length;

    assertThat(Choice.inOrder(ALL).subList(0, kinds))
        .extracting(plan -> plan.scenario() + " " + plan.fault())
        .doesNotHaveDuplicates();
  }

  @Test
  void allOfThemAreThereAndTheOrderIsTheSameEachTime() {
    assertThat(Choice.inOrder(ALL))
        .containsExactlyInAnyOrderElementsOf(ALL)
        .isEqualTo(Choice.inOrder(ALL));
  }

  @Test
  void whatWaitsMostBeginsFirst() {
    var quick = new Plan(Scenario.GOOD_RELEASE, "PUT x #1", Fault.CONFLICT, 1);
    var bakes = new Plan(Scenario.ERROR_RATE, "PUT x #1", Fault.CONFLICT, 1);
    var process = new Plan(Scenario.GOOD_RELEASE, "PUT x #1", Fault.SIGKILL_AFTER, 1);

    assertThat(Choice.longestFirst(List.of(quick, bakes, process)))
        .containsExactly(process, bakes, quick);
  }

  @Test
  void aPlanThatCouldNotBePlayedIsNoVerdict() {
    assertThat(Verdict.unplayed(ALL.get(3), "the campaign was ended").played()).isFalse();
    assertThat(new Verdict(ALL.get(3), true, Duration.ofSeconds(7), List.of()).played()).isTrue();
  }

  @Test
  void aCampaignGoesOnWhereItWasCutOff(@TempDir Path folder) {
    var verdict = new Verdict(ALL.get(3), true, Duration.ofSeconds(7), List.of("end has: \"x\""));
    var file = folder.resolve("journal");
    new Journal(file).add(verdict);
    new Journal(file).add(new Verdict(ALL.get(4), false, Duration.ZERO, List.of()));

    assertThat(new Journal(file).verdicts()).hasSize(2).first().isEqualTo(verdict);
    assertThat(new Journal(file).played()).containsExactlyInAnyOrder(ALL.get(3), ALL.get(4));
  }
}
