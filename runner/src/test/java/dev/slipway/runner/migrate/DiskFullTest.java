package dev.slipway.runner.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Ground;
import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.SideBySide;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A disk that is full: a tablespace on 8 MiB of memory. */
@SideBySide
@MethodSource("grounds")
class DiskFullTest {
  private final Ground ground;
  @TempDir Path disk;

  DiskFullTest(Ground ground) {
    this.ground = ground;
  }

  static List<Ground> grounds() {
    return List.of(new Ground("Flyway", 18), new Ground("Sql", 14));
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void whatDoesNotFitIsRolledBackAndGoesInOnceThereIsRoom() throws Exception {
    if (!run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString())) {
      System.err.println(
          "CANNOT RUN: no right to mount a small disk (run as root), so a full disk was NOT"
              + " proved here");
      return;
    }
    Scene scene = Scene.on(ground);
    String space = scene.value("SELECT current_database()") + "_small";
    Path place = Files.createDirectory(disk.resolve("space"));
    Files.setOwner(place, Files.getOwner(Path.of(scene.value("SHOW data_directory"))));
    scene.execute("CREATE TABLESPACE " + space + " LOCATION '" + place + "'");
    scene.execute("GRANT CREATE ON TABLESPACE " + space + " TO PUBLIC");
    scene
        .file("V1__probe.sql", "CREATE TABLE probe (t text);")
        .file(
            "V2__rows.sql",
            "CREATE TABLE big TABLESPACE %s AS SELECT repeat('x', 500) AS t, i FROM"
                    .formatted(space)
                + " generate_series(1, 8000) i; INSERT INTO probe VALUES ('once');");
    assertThat(scene.run("migrate", 1).verdict()).isEqualTo(Verdict.Done);
    scene
        .file("V3__more.sql", "INSERT INTO probe VALUES ('more'); INSERT INTO big TABLE big;")
        .file(
            "V4__index.sql",
            "CREATE INDEX CONCURRENTLY big_t ON big (t, i) TABLESPACE " + space + ";");

    Outcome full = scene.run("migrate", UUID.randomUUID().toString(), 2);
    String rows = scene.value("SELECT string_agg(t, ',') FROM shop.probe");
    scene.without("V3__more.sql").file("V3__more.sql", "INSERT INTO probe VALUES ('less');");
    Outcome index = scene.run("migrate", UUID.randomUUID().toString(), 3);
    scene.execute("ALTER TABLE shop.big SET TABLESPACE pg_default");
    Outcome room = scene.run("migrate", UUID.randomUUID().toString(), 4);

    assertThat(full.verdict()).as(full.text()).isEqualTo(Verdict.Failed);
    assertThat(full.result().message()).contains("No space left on device", "SQLSTATE 53100");
    assertThat(full.result().current()).isEqualTo("2");
    assertThat(rows).isEqualTo("once");
    assertThat(index.verdict()).as(index.text()).isEqualTo(Verdict.PrefixApplied);
    assertThat(index.result().message()).contains("SQLSTATE 53100");
    assertThat(room.verdict()).as(room.text()).isEqualTo(Verdict.Done);
    assertThat(scene.value("SELECT string_agg(t, ',') FROM shop.probe")).isEqualTo("once,less");
    assertThat(
            scene.value(
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'shop.big_t'::regclass"))
        .isEqualTo("t");
    scene.drop();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
