package dev.slipway.runner.toolbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files come from, and which tool reads them. */
class ToolboxTest {
  @TempDir Path directory;

  @Test
  void filesInsideTheApplicationsJar() throws IOException {
    jar("app.jar", "BOOT-INF/classes/db/migration/V1__a.sql", "BOOT-INF/classes/other/V2__b.sql");
    Scene scene = scene().with("SLIPWAY_MIGRATIONS_INSIDE", "/BOOT-INF/classes/db/migration/");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().applied()).containsExactly("1");
  }

  @Test
  void aMigrationInJavaInsideTheJarIsRefusedByName() throws IOException {
    jar("app.jar", "db/migration/V1__a.sql", "db/migration/V2__Fill.class");
    Scene scene = scene().with("SLIPWAY_MIGRATIONS_INSIDE", "db/migration");

    Outcome outcome = scene.run("check", 0);

    assertThat(outcome.verdict()).isEqualTo(Verdict.Refused);
    assertThat(outcome.result().message())
        .contains("V2__Fill.class is a migration in Java, which the runner does not run");
  }

  @Test
  void severalDirectoriesAreOneHistory() throws IOException {
    Files.writeString(directory.resolve("V2__b.sql"), "INSERT INTO a VALUES (1);");
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "CREATE TABLE a (i int);")
            .with("SLIPWAY_MIGRATIONS_MORE", directory.toString());

    Outcome outcome = scene.run("migrate", 1);
    scene.file("V2__c.sql", "SELECT 1;");

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().applied()).containsExactly("1", "2");
    assertThat(scene.run("check", 0).result().message())
        .contains("V2__c.sql and V2__b.sql have the same version");
  }

  @Test
  void aJarThatIsNotThereOrHoldsNothingOrPointsOutOfItself() throws IOException {
    Scene scene = scene().with("SLIPWAY_MIGRATIONS_INSIDE", "db/migration");

    assertThat(refusal(scene)).contains("there are 0 jars");
    jar("app.jar", "other/V1__a.sql");
    assertThat(refusal(scene)).isEqualTo("the jar has no files in db/migration");
    jar("app.jar", "db/migration/../../../V1__a.sql");
    assertThat(refusal(scene)).contains("points out of its folder");
  }

  @Test
  void placeholdersAreReplacedAndPartOfThePlan() {
    Scene scene =
        Scene.on(18)
            .file("V1__a.sql", "CREATE TABLE ${name} (i int); COMMENT ON TABLE a IS '${list}';")
            .with("SLIPWAY_PLACEHOLDERS", "name=a\nlist=x, y");
    String plan = String.valueOf(scene.run("check", 0).result().plan());
    scene.with("SLIPWAY_PLAN", plan).with("SLIPWAY_PLACEHOLDERS", "name=b\nlist=x, y");

    Outcome other = scene.run("migrate", 1);
    Outcome same = scene.with("SLIPWAY_PLACEHOLDERS", "name=a\nlist=x, y").run("migrate", 2);

    assertThat(other.verdict()).isEqualTo(Verdict.PlanDiffers);
    assertThat(same.verdict()).as(same.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT to_regclass('shop.a')")).isEqualTo("shop.a");
  }

  @Test
  void aToolThatIsNotThereIsRefused() {
    assertThat(refusal(Scene.on(new Ground("Liquibase", 18))))
        .isEqualTo("SLIPWAY_TOOL is Liquibase; there are Flyway and Sql");
  }

  private Scene scene() {
    return Scene.on(18).with("SLIPWAY_MIGRATIONS_DIR", directory.toString());
  }

  private static String refusal(Scene scene) {
    Outcome outcome = scene.run("status", 0);
    assertThat(outcome.verdict()).isEqualTo(Verdict.BadInput);
    return outcome.result().message();
  }

  private void jar(String name, String... entries) throws IOException {
    try (OutputStream file = Files.newOutputStream(directory.resolve(name));
        JarOutputStream jar = new JarOutputStream(file)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write("CREATE TABLE a (i int);".getBytes(UTF_8));
      }
    }
  }
}
