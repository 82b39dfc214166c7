package dev.slipway.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir Path root;

  @Test
  void makesAFolderOnce() {
    var cache = new Cache(root);
    var made = new AtomicInteger();

    var first = cache.folder("kind", "key", _ -> made.incrementAndGet());

    assertThat(cache.folder("kind", "key", _ -> made.incrementAndGet())).isEqualTo(first);
    assertThat(made).hasValue(1);
  }

  @Test
  void keepsTheNewestOfAKindAndAllOfOthers() throws IOException {
    var cache = new Cache(root);
    for (int each = 0; each < 4; each++) {
      var folder = cache.folder("kind", "key " + each, CacheTest::fill);
      Files.setLastModifiedTime(folder, FileTime.fromMillis(1_000L * each));
    }
    var other = cache.folder("kind-of", "key", CacheTest::fill);

    cache.keepNewest("kind", 2);

    try (var left = Files.list(root)) {
      assertThat(left)
          .containsExactlyInAnyOrder(
              other,
              cache.folder("kind", "key 2", CacheTest::fill),
              cache.folder("kind", "key 3", CacheTest::fill));
    }
  }

  private static void fill(Path folder) {
    try {
      Files.writeString(folder.resolve("file"), "content");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
