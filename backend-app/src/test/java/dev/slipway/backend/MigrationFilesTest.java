package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {

  @Test
  void theRepairedVersionKeepsTheFilesThatMayAlreadyBeApplied() {
    var v5 = Path.of("src/migrations/v5");
    var v6 = Path.of("src/migrations/v6");
    for (String file : new String[] {"V3__customers.sql", "V4__order_customer.sql"}) {
      assertThat(v6.resolve(file)).hasSameTextualContentAs(v5.resolve(file));
    }
  }

  @Test
  void eachVersionCarriesWhatItNeeds() throws Exception {
    assertThat(names("v3")).isEqualTo(names("v2")).hasSize(2);
    assertThat(names("v5")).hasSize(5).contains("V5__bad.sql");
    assertThat(names("v6")).hasSize(5).doesNotContain("V5__bad.sql");
  }

  private static java.util.List<String> names(String version) throws java.io.IOException {
    try (var files = Files.list(ShopDatabase.files(version))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
