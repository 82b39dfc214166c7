package dev.slipway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the page on bad input is tried by the tests that it names. */
class BadInputPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TRIED =
      Pattern.compile("`(?:invalid/(?<file>[a-z-]+\\.yaml)|(?<type>\\w+)#(?<method>\\w+))`");
  private static final List<String> MODULES = List.of("api-crds", "operator", "runner");

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/reference/bad-input.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Input"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTestsThatExist(String row) throws IOException {
    var tried = TRIED.matcher(row);
    var found = 0;
    while (tried.find()) {
      found++;
      if (tried.group("file") != null) {
        var file = ROOT.resolve("api-crds/src/test/resources/api/invalid/" + tried.group("file"));
        assertThat(Files.readString(file)).startsWith("# refused: ");
      } else {
        assertThat(source(tried.group("type"))).contains("void " + tried.group("method") + "(");
      }
    }
    assertThat(found).as(row).isPositive();
  }

  private static String source(String type) throws IOException {
    for (var module : MODULES) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        var found = files.filter(file -> file.endsWith(type + ".java")).findFirst();
        if (found.isPresent()) {
          return Files.readString(found.get());
        }
      }
    }
    throw new AssertionError("there is no test class " + type);
  }
}
