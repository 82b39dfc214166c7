package dev.slipway.images.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained on the JDK's own small programs. */
class TrainerTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final List<String> SERVER = List.of("-m", "jdk.httpserver");
  @TempDir Path folder;
  private Path ground;
  private Path target;

  @BeforeEach
  void folders() throws Exception {
    ground = Files.createDirectory(folder.resolve("ground"));
    target = folder.resolve("classes.aot");
  }

  @Test
  void aServerIsAskedAndEndedAndItsClassesAreWritten() throws Exception {
    var port = Grounds.freePort();
    var here = URI.create("http://127.0.0.1:" + port + "/");

    Trainer.train(
        JAVA, SERVER, on(List.of("-p", String.valueOf(port)), List.of(here)), ground, target);

    assertThat(target).isNotEmptyFile();
  }

  @Test
  void aServerThatAnswersWithAnErrorIsNotTrained() throws Exception {
    var port = Grounds.freePort();
    var nowhere = URI.create("http://127.0.0.1:" + port + "/nowhere");
    var wrong = on(List.of("-p", String.valueOf(port), "-d", "/nowhere"), List.of(nowhere));

    assertThatThrownBy(() -> Trainer.train(JAVA, SERVER, wrong, ground, target))
        .isInstanceOf(Trainer.Failed.class)
        .hasMessageContaining(nowhere + " answered 0")
        .hasMessageContaining("jdk.httpserver");
  }

  @Test
  void aProgramThatFailsSaysWhatItPrinted() {
    assertThatThrownBy(() ->
            Trainer.train(
                JAVA,
                List.of("-cp", "nowhere", "NoProgram"),
                on(List.of(), List.of()),
                ground,
                target))
        .isInstanceOf(Trainer.Failed.class)
        .hasMessageContaining("ClassNotFoundException");
  }

  private static Ground on(List<String> arguments, List<URI> asked) {
    return _ ->
        new Ground.Prepared() {
          @Override
          public Training training() {
            return new Training(arguments, Map.of(), asked);
          }

          @Override
          public void close() {}
        };
  }
}
