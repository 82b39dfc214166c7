package dev.slipway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about moving something over shows what the scenario on a node applies. */
class AdoptPageTest {
  private static final Path ROOT = Path.of("..");
  private static final String SAMPLES = "deploy/samples/shop/";

  @Test
  void everyLineOfTheManifestOnThePageIsInTheSample() throws IOException {
    var sample = lines(SAMPLES + "adopt.yaml").toList();
    var shown =
        lines("docs/how-to/adopt.md")
            .dropWhile(line -> !line.equals("```yaml"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();

    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(sample).containsAll(shown);
  }

  @Test
  void theReleaseIsTheNextVersionOfTheShopWithWhatItTakes() throws IOException {
    var added =
        List.of(
            "    metadata:",
            "      labels: {app: shop}",
            "  adopt: {deployment: shop, service: shop}");
    var sample = lines(SAMPLES + "adopt.yaml").filter(line -> !line.startsWith("#")).toList();
    var release = lines(SAMPLES + "release-v2.yaml").filter(line -> !line.startsWith("#")).toList();

    assertThat(sample).containsAll(added);
    assertThat(sample.stream().filter(line -> !added.contains(line)).toList()).isEqualTo(release);
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(ROOT.resolve(file)).stream();
  }
}
