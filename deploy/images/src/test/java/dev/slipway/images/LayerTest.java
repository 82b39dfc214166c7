package dev.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTest {
  @TempDir Path folder;

  @Test
  void theFingerprintKnowsContentsAndNotTimes() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "one");
    var before = layer().fingerprint();

    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(layer().fingerprint()).isEqualTo(before);

    Files.writeString(file, "two");
    assertThat(layer().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void theFingerprintKnowsWhatMayBeRun() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "one");
    var before = layer().fingerprint();

    assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThat(layer().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aLinkBecomesTheFileItPointsTo() throws IOException {
    Files.writeString(folder.resolve("library.so.1"), "code");
    Files.createSymbolicLink(folder.resolve("library.so"), Path.of("library.so.1"));

    assertThat(layer().files())
        .extracting(Layer.Placed::place)
        .containsExactly("/x/library.so", "/x/library.so.1");
  }

  private Layer layer() {
    return Layer.of("test", List.copyOf(Layer.folder(folder, "/x")));
  }
}
