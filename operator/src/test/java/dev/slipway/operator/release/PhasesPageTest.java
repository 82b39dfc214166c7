package dev.slipway.operator.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for people, the table of moves and the list of reasons say the same. */
class PhasesPageTest {
  private static final String PAGE = "docs/reference/phases.md";

  @Test
  void thePageListsEveryPhaseWithItsMoves() {
    var moves = new LinkedHashMap<String, Set<String>>();
    Transitions.LEGAL.forEach((from, to) ->
        moves.put(
            from.getSimpleName(),
            to.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new))));
    var shown = new LinkedHashMap<String, Set<String>>();
    rows("Phases").forEach((phase, cells) -> shown.put(phase, names(cells.getLast())));
    assertThat(shown).isEqualTo(moves);
  }

  @Test
  void thePictureIsDrawnFromTheTable() {
    var lines = new ArrayList<>(List.of("stateDiagram-v2", "  [*] --> Resting"));
    rows("Phases")
        .keySet()
        .forEach(from ->
            Transitions.LEGAL.entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().equals(from))
                .flatMap(entry -> entry.getValue().stream())
                .map(Class::getSimpleName)
                .sorted()
                .forEach(to -> lines.add("  " + from + " --> " + to)));
    assertThat(String.join("\n", lines()))
        .contains("```mermaid\n" + String.join("\n", lines) + "\n```");
  }

  @Test
  void thePageListsEveryReasonWithItsText() {
    var reasons =
        Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::camel, Reason::text));
    var shown = new LinkedHashMap<String, String>();
    rows("Reasons").forEach((reason, cells) -> shown.put(reason, cells.getLast()));
    assertThat(shown).isEqualTo(reasons);
  }

  @Test
  void thePageListsEveryOutcomeAndWhetherItsPlanIsRemembered() {
    var outcomes =
        Arrays.stream(Outcome.values())
            .collect(Collectors.toMap(Outcome::name, Outcome::forgetsNothing));
    var shown = new LinkedHashMap<String, Boolean>();
    rows("Outcomes")
        .forEach((outcome, cells) -> shown.put(outcome, cells.getLast().equals("is not tried")));
    assertThat(shown).isEqualTo(outcomes);
  }

  @Test
  void everyPhaseHasItsRowInTheTableOfMoves() {
    assertThat(Transitions.LEGAL.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Phase.class.getPermittedSubclasses())
                .map(phase -> phase.<Phase>asSubclass(Phase.class))
                .toList());
  }

  @Test
  void everyPhaseIsReachedAndEveryPhaseMayEnd() {
    assertThat(reachable(Phase.Resting.class)).isEqualTo(Transitions.LEGAL.keySet());
    for (var phase : Transitions.LEGAL.keySet()) {
      assertThat(reachable(phase)).contains(Phase.Resting.class);
    }
  }

  @Test
  void noRoadLeadsFromTheWayBackToTheWayForward() {
    assertThat(moves(Phase.GoingBack.class))
        .containsExactlyInAnyOrder(Phase.SmokingBack.class, Phase.Resting.class);
    assertThat(moves(Phase.SmokingBack.class)).containsExactly(Phase.Resting.class);
  }

  @ParameterizedTest
  @MethodSource("everyPhase")
  void aMoveThatIsNotInTheTableIsAFault(Phase from) {
    everyPhase()
        .forEach(to -> {
          if (from.equals(to) || moves(from.getClass()).contains(to.getClass())) {
            assertThat(Transitions.check(from, to)).isEqualTo(to);
          } else {
            assertThatThrownBy(() -> Transitions.check(from, to))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("may not become");
          }
        });
  }

  static Stream<Phase> everyPhase() {
    var at = Given.NOW;
    return Stream.of(
        new Phase.Resting(),
        new Phase.Checking(at),
        new Phase.Migrating(1, true, at),
        new Phase.Inspecting(1),
        new Phase.Settling(at, at.plus(Duration.ofSeconds(1)), false, "story"),
        new Phase.RollingOut(at),
        new Phase.Smoking(at),
        new Phase.Baking(at, false),
        new Phase.Promoting(Reason.PROMOTED),
        new Phase.GoingBack(Reason.ERROR_RATE, "story", at, at),
        new Phase.SmokingBack(Reason.ERROR_RATE, "story", at));
  }

  private static Set<Class<? extends Phase>> moves(Class<? extends Phase> from) {
    return Objects.requireNonNull(Transitions.LEGAL.get(from));
  }

  private static Set<Class<? extends Phase>> reachable(Class<? extends Phase> from) {
    var found = new HashSet<Class<? extends Phase>>();
    var open = new ArrayDeque<Class<? extends Phase>>(List.of(from));
    while (!open.isEmpty()) {
      for (var next : moves(open.remove())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return found;
  }

  /** The rows of the first table under a heading, by the name in their first cell. */
  private static Map<String, List<String>> rows(String heading) {
    var rows = new LinkedHashMap<String, List<String>>();
    lines().stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .forEach(cells ->
            rows.put(cells.getFirst().replace("`", ""), cells.subList(1, cells.size() - 1)));
    return rows;
  }

  private static Set<String> names(String cell) {
    return Arrays.stream(cell.replace("`", "").split(", *", -1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> lines() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(PAGE))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder with " + PAGE);
    }
    try {
      return Files.readAllLines(folder.resolve(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
