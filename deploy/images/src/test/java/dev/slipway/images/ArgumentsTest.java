package dev.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void withoutNamesAllImagesAreBuilt() {
    var arguments = Arguments.parsed("--to-dir", "/tmp/images");

    assertThat(arguments.images()).isEqualTo(Catalogue.names());
    assertThat(arguments.destination()).isEqualTo(new Destination.Folder(Path.of("/tmp/images")));
  }

  @Test
  void aNameWithoutItsTagMeansAllItsTags() {
    var arguments = Arguments.parsed("--registry", "127.0.0.1:5000/x", "--insecure", "backend");

    assertThat(arguments.images()).startsWith("backend:1").hasSize(10);
    assertThat(arguments.destination())
        .isEqualTo(new Destination.Registry("127.0.0.1:5000/x", true));
  }

  @Test
  void twoDestinationsOrNoneAreRefused() {
    assertThatThrownBy(() -> Arguments.parsed("runner")).hasMessageContaining("--to-dir");
    assertThatThrownBy(() -> Arguments.parsed("--to-dir", "a", "--registry", "b"))
        .isInstanceOf(Arguments.Unclear.class);
  }

  @Test
  void anUnknownImageIsNamedTogetherWithThoseThereAre() {
    assertThatThrownBy(() -> Arguments.parsed("--to-dir", "a", "runer"))
        .hasMessageContaining("runer")
        .hasMessageContaining("runner:dev");
  }
}
