package dev.slipway.images;

import dev.slipway.images.training.Ground;
import dev.slipway.images.training.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;

/**
 * The classes of a program, loaded and linked beforehand, so that it starts in a fraction of the
 * time.
 *
 * <p>The JVM accepts such a cache only from the very same runtime and for jars of the same name,
 * size and time; where the folder lies does not matter. So the program is trained on a copy that
 * has the times of the image.
 */
final class AheadOfTime {
  private static final String FILE = "classes.aot";

  /** So many states of a program, of this checkout and others, keep their classes. */
  private static final int KEPT = 6;

  private AheadOfTime() {}

  /** The layer with the cache; the program finds it at {@link Program#cachePlace()}. */
  static Layer layer(Program program, JavaRuntime java, Ground ground, Cache cache) {
    var parts = List.of(java.layer(cache), program.libraries(), program.application(cache));
    var key = String.join(" ", parts.stream().map(Layer::fingerprint).toList());
    var kind = "classes-" + program.name();
    var folder =
        cache.folder(
            kind, key, partial -> train(program, java.folder(cache), ground, partial, parts));
    cache.keepNewest(kind, KEPT);
    return Layer.of(
        program.name() + " classes",
        List.of(new Layer.Placed(folder.resolve(FILE), program.cachePlace())));
  }

  private static void train(
      Program program, Path java, Ground ground, Path folder, List<Layer> parts) {
    var stage = folder.resolve("stage");
    try {
      for (var part : parts.subList(1, parts.size())) {
        for (var file : part.files()) {
          copy(file, stage);
        }
      }
      Trainer.train(
          java.resolve("bin/java"),
          program.javaArguments(stage.toString()),
          ground,
          Files.createDirectory(folder.resolve("ground")),
          folder.resolve(FILE));
      Cache.delete(stage);
      Cache.delete(folder.resolve("ground"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Trainer.Failed failed) {
      throw new BuildProblem("The training run failed. " + failed.getMessage(), failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildProblem("The training run was interrupted.", e);
    }
  }

  private static void copy(Layer.Placed file, Path stage) throws IOException {
    var target = stage.resolve(file.place().substring(1));
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Files.copy(file.source(), target);
    Files.setLastModifiedTime(target, FileTime.from(ImageWriter.FILE_TIME));
  }
}
