package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Folders that are expensive to make, kept outside the checkout and named after what they hold. */
record Cache(Path root) {

  /**
   * The folder for {@code key}, made by {@code maker} where it is missing. It appears in one
   * rename, so that a folder that is there is whole.
   */
  Path folder(String kind, String key, Consumer<Path> maker) {
    var folder = root.resolve(kind + "-" + hash(key));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(root);
      var partial = Files.createTempDirectory(root, kind + ".partial-");
      try {
        maker.accept(partial);
        Files.move(partial, folder);
      } finally {
        delete(partial);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes folders of a kind but the newest ones; those are large that each build leaves. */
  void keepNewest(String kind, int kept) {
    try (var all = Files.list(root)) {
      var older =
          all.filter(path -> name(path).matches(Pattern.quote(kind) + "-[0-9a-f]{12}"))
              .sorted(Comparator.comparing(Cache::made).reversed())
              .skip(kept)
              .toList();
      for (var folder : older) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static FileTime made(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException e) {
      // Another build has just deleted it.
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String hash(String key) {
    var digest = Layer.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 6);
  }
}
