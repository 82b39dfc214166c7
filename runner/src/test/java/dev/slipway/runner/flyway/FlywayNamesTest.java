package dev.slipway.runner.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.tool.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayNamesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v3__x.sql",
        "V3_x.sql",
        "V3__x.SQL",
        "V__x.sql",
        "Va__x.sql",
        "R1__x.sql",
        "r__x.sql",
        "003_x.sql",
        "U_x.sql",
        "afterMigrate.sql",
        "V3__x.java",
        "V3__x.sql.conf"
      })
  void whatFlywayWouldPassOverOrRunBesidesTheLedgerIsNamed(String name) throws IOException {
    write("deeper/" + name);

    FileNames names = FlywayNames.in(List.of(directory));

    assertThat(names.faults()).singleElement().asString().startsWith("deeper/" + name);
  }

  @Test
  void goodNamesAreTakenAndOtherFilesAreToldOrIgnored() throws IOException {
    for (String name :
        new String[] {
          "V1__a.sql",
          "V1.1__a.sql",
          "V2_1__a b.sql",
          "V3.sql",
          "R__view.sql",
          "U1__a.sql",
          "B3__all.sql",
          "V1__a.sql.conf",
          "README.md",
          "seed.sql"
        }) {
      write(name);
    }

    FileNames names = FlywayNames.in(List.of(directory));

    assertThat(names.faults()).isEmpty();
    assertThat(names.notes()).containsExactly("seed.sql is not a migration and is passed over");
  }

  @Test
  void twoFilesOfOneVersionAreNamedTogether() throws IOException {
    write("V3__a.sql");
    write("more/V3.0__b.sql");
    write("U3__a.sql");

    assertThat(FlywayNames.in(List.of(directory)).faults())
        .singleElement()
        .asString()
        .startsWith("V3__a.sql and more/V3.0__b.sql have the same version");
  }

  @Test
  void checkNamesAllAndMigrateChangesNothing() {
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "CREATE TABLE a (i int);")
            .file("v2__b.sql", "CREATE TABLE b (i int);")
            .file("V3_c.sql", "CREATE TABLE c (i int);");

    Outcome check = scene.run("check", 0);
    Outcome migrate = scene.run("migrate", 1);

    assertThat(check.verdict()).isEqualTo(Verdict.Refused);
    assertThat(check.result().message()).contains("v2__b.sql", "V3_c.sql", "name it V<version>__");
    assertThat(migrate.verdict()).isEqualTo(Verdict.BadInput);
    assertThat(scene.value("SELECT to_regclass('shop.a')")).isEqualTo("null");
  }

  @Test
  void anEmptyFileIsRefusedAndOneThatSaysItDoesNothingIsNot() {
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "-- taken back before it was released\n")
            .file("V2__b.sql", " \n")
            .file("notes.sql", "-- nothing");

    Outcome refused = scene.run("check", 0);
    Outcome accepted = scene.without("V2__b.sql").run("check", 0);

    assertThat(refused.verdict()).isEqualTo(Verdict.Refused);
    assertThat(refused.result().message()).contains("V2__b.sql is empty");
    assertThat(accepted.verdict()).isEqualTo(Verdict.Done);
    assertThat(accepted.result().message()).contains("notes.sql is not a migration");
  }

  private void write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "SELECT 1;");
  }
}
