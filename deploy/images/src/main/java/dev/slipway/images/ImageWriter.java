package dev.slipway.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** Turns the description of an image into the image. */
final class ImageWriter {
  /** The same files give the same bytes, whenever they are packed. */
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** The time of every file in every image. */
  static final Instant FILE_TIME = FileEntriesLayer.DEFAULT_MODIFICATION_TIME;

  private static final FilePermissions PLAIN = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  private final Cache cache;

  ImageWriter(Cache cache) {
    this.cache = cache;
  }

  /**
   * What was done with one image.
   *
   * @param place file or reference
   * @param bytes size of the file, 0 for a registry
   */
  record Written(String place, long bytes, boolean unchanged) {}

  Written write(Image image, Destination destination) {
    try {
      return switch (destination) {
        case Destination.Folder(var folder) -> toFile(image, folder.resolve(image.fileName()));
        case Destination.Registry registry -> push(image, registry);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildProblem(image.reference() + " was interrupted.", e);
    } catch (ExecutionException
        | IOException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException
        | RegistryException e) {
      throw new BuildProblem(
          image.reference()
              + " could not be written to "
              + destination
              + ". "
              + e.getMessage()
              + hint(e),
          e);
    }
  }

  private static String hint(Exception problem) {
    return problem instanceof InsecureRegistryException
            || problem.getCause() instanceof InsecureRegistryException
        ? " If the registry speaks plain HTTP on purpose, add --insecure or set REGISTRY_INSECURE=true."
        : "";
  }

  private Written toFile(Image image, Path file)
      throws IOException,
          InterruptedException,
          ExecutionException,
          CacheDirectoryCreationException,
          InvalidImageReferenceException,
          RegistryException {
    var mark = file.resolveSibling(file.getFileName() + ".fingerprint");
    var fingerprint = image.fingerprint();
    if (Files.exists(file) && Files.exists(mark) && Files.readString(mark).equals(fingerprint)) {
      return new Written(file.toString(), Files.size(file), true);
    }
    Files.createDirectories(cache.root());
    Files.deleteIfExists(mark);
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    var target = TarImage.at(partial).named(Destination.Folder.PREFIX + image.reference());
    containerize(image, Containerizer.to(target));
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(mark, fingerprint);
    return new Written(file.toString(), Files.size(file), false);
  }

  private Written push(Image image, Destination.Registry registry)
      throws IOException,
          InterruptedException,
          ExecutionException,
          CacheDirectoryCreationException,
          InvalidImageReferenceException,
          RegistryException {
    var reference = ImageReference.parse(registry.prefix() + "/" + image.reference());
    var target = RegistryImage.named(reference);
    // Where `docker login` or `podman login` left credentials, those are used.
    target.addCredentialRetriever(
        CredentialRetrieverFactory.forImage(reference, _ -> {}).dockerConfig());
    var pushed =
        containerize(
            image, Containerizer.to(target).setAllowInsecureRegistries(registry.insecure()));
    return new Written(reference + "@" + pushed, 0, false);
  }

  private String containerize(Image image, Containerizer containerizer)
      throws IOException,
          InterruptedException,
          ExecutionException,
          CacheDirectoryCreationException,
          RegistryException {
    var container =
        described(image)
            .containerize(
                containerizer
                    .setToolName("slipway")
                    .setApplicationLayersCache(cache.root().resolve("layers"))
                    .setBaseImageLayersCache(cache.root().resolve("base-layers")));
    return container.getDigest().toString();
  }

  private static JibContainerBuilder described(Image image) throws IOException {
    var user = Integer.toString(Image.USER);
    var builder =
        Jib.fromScratch()
            .setCreationTime(CREATED)
            .setUser(user + ":" + user)
            .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
            .setEntrypoint(image.entrypoint())
            .setEnvironment(image.environment())
            .setLabels(image.labels());
    image.layers().forEach(layer -> builder.addFileEntriesLayer(entries(layer)));
    return builder;
  }

  private static FileEntriesLayer entries(Layer layer) {
    var entries = FileEntriesLayer.builder().setName(layer.name());
    for (var file : layer.files()) {
      entries.addEntry(
          file.source(),
          AbsoluteUnixPath.get(file.place()),
          file.executable() ? EXECUTABLE : PLAIN,
          FILE_TIME);
    }
    return entries.build();
  }
}
