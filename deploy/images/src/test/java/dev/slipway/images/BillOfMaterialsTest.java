package dev.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  @TempDir Path module;

  @BeforeEach
  void aLibrary() throws IOException {
    Files.createDirectories(module.resolve("target/lib"));
    Files.writeString(module.resolve("target/lib/pump-1.2+3.jar"), "water");
  }

  @Test
  void theBillNamesEachLibraryByItsOriginAndItsHash() throws IOException {
    list("   org.example:pump:jar:1.2+3:compile\u001b[36m -- module pump\u001b[0;1m");
    var file = module.resolve("bill");

    BillOfMaterials.of(program(), "2.36-9").write(file);

    var bill = new ObjectMapper().readTree(file.toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    var pump = bill.path("components").path(0);
    assertThat(pump.path("purl").asText()).isEqualTo("pkg:maven/org.example/pump@1.2%2B3?type=jar");
    assertThat(pump.path("hashes").path(0).path("content").asText()).hasSize(64);
    assertThat(bill.path("components").findValuesAsText("name"))
        .containsExactly("pump", "openjdk", "libc6");
  }

  @Test
  void aLibraryThatNobodyKnowsIsRefused() throws IOException {
    list("   org.example:pump:jar:1.1:compile");

    assertThatThrownBy(() -> BillOfMaterials.of(program(), "2.36-9"))
        .isInstanceOf(BuildProblem.class)
        .hasMessageContaining("pump-1.2+3.jar")
        .hasMessageContaining("make build");
  }

  private Program program() {
    return new Program(module, "Main", "64m");
  }

  private void list(String line) throws IOException {
    Files.writeString(module.resolve("target/libraries.txt"), line + "\n");
  }
}
