package dev.slipway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.ops.ElectionTimes;
import dev.slipway.operator.ops.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's page and the program say the same. */
class OperatorPageTest {
  private static final String PAGE = read("../docs/reference/operator.md");
  private static final String SOURCES = "src/main/java/dev/slipway/operator/";

  @Test
  void everySettingThatIsReadIsOnThePage() {
    var asked = new TreeSet<String>();
    Settings.from(
        new HashMap<>(Map.of("RUNNER_IMAGE", "image")) {
          @Override
          public String getOrDefault(Object name, String otherwise) {
            asked.add(String.valueOf(name));
            return super.getOrDefault(name, otherwise);
          }
        });

    assertThat(column("Settings")).isEqualTo(asked);
  }

  @Test
  void theTimesOfTheLeaseAreTheDefaults() {
    var times = ElectionTimes.DEFAULT;

    assertThat(PAGE)
        .contains("`LEASE_DURATION` | `%ds`".formatted(times.lease().toSeconds()))
        .contains("`LEASE_RENEW` | `%ds`".formatted(times.renew().toSeconds()))
        .contains("`LEASE_RETRY` | `%ds`".formatted(times.retry().toSeconds()));
  }

  @Test
  void everyMetricIsOnThePage() {
    var meters = found("\"(slipway\\.[a-z.]+)\"", read(SOURCES + "ops/ReleaseMeters.java"));

    var shown =
        column("Metrics").stream()
            .map(name -> name.replaceAll("_(total|seconds)$", "").replace('_', '.'))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(meters);
  }

  @Test
  void everyEventOfTheOperatorsOwnIsOnThePage() {
    assertThat(column("Events"))
        .isEqualTo(found("events\\.warn\\(\\s*release, \"([A-Za-z]+)\"", narrator()));
  }

  @Test
  void everyKeyOfADecisionsLineIsOnThePage() {
    assertThat(column("Log")).isEqualTo(found("addKeyValue\\(\"([a-z]+)\"", narrator()));
  }

  @Test
  void everyPermissionOfTheChartIsOnThePage() {
    var granted = new TreeMap<String, Set<String>>();
    var rule = Pattern.compile("resources: \\[([^]]+)]\\s+verbs: \\[([^]]+)]");
    var role = rule.matcher(read("../charts/slipway/templates/role.yaml"));
    while (role.find()) {
      for (var resource : role.group(1).split(", ", -1)) {
        granted.put(resource, words(role.group(2)));
      }
    }

    var shown = new TreeMap<String, Set<String>>();
    rows("Permissions").forEach(cells -> shown.put(cells[1].replace("`", ""), words(cells[2])));
    assertThat(shown).isEqualTo(granted);
  }

  @Test
  void theReadmeLeadsHere() {
    assertThat(read("../README.md")).contains("docs/reference/operator.md");
  }

  private static String narrator() {
    return read(SOURCES + "kubernetes/Narrator.java");
  }

  /** What stands in the first column of the tables of a chapter; a cell may hold several. */
  private static Set<String> column(String chapter) {
    return rows(chapter)
        .flatMap(cells -> Stream.of(cells[1].split(",", -1)))
        .map(cell -> cell.replace("`", "").strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String[]> rows(String chapter) {
    var from = PAGE.indexOf("## " + chapter + "\n");
    assertThat(from).as(chapter).isNotNegative();
    var to = PAGE.indexOf("\n## ", from + 1);
    return PAGE.substring(from, to)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\s*\\|\\s*", -1));
  }

  private static Set<String> words(String commas) {
    return new TreeSet<>(Set.of(commas.split(", ", -1)));
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
