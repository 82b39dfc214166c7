package dev.slipway.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the images take from Debian or Ubuntu: the C library, and a busybox that needs none. */
final class DebianPackages {
  private static final List<String> PACKAGES =
      List.of("libc6", "libgcc-s1", "libstdc++6", "busybox-static");
  private static final String LIBRARIES = "lib/x86_64-linux-gnu/";

  /** The loader's place is written into every program. */
  private static final String LOADER = "ld-linux-x86-64.so.2";

  private static final List<String> C_LIBRARY =
      List.of(
          LOADER,
          "libc.so.6",
          "libdl.so.2",
          "libm.so.6",
          "libnss_dns.so.2",
          "libnss_files.so.2",
          "libpthread.so.0",
          "libresolv.so.2",
          "librt.so.1");

  private final Path unpacked;
  private final String version;

  private DebianPackages(Path unpacked, String version) {
    this.unpacked = unpacked;
    this.version = version;
  }

  static DebianPackages fetched(Cache cache) {
    // Asking for the version keeps a security update of the C library from being missed.
    var wanted = new ArrayList<>(List.of("apt-cache", "policy"));
    wanted.addAll(PACKAGES);
    var versions =
        new Command(cache.root().getRoot(), wanted)
            .run()
            .lines()
            .filter(line -> line.contains("Candidate:"))
            .toList();
    // In the order of the question: the first is libc6.
    var version = versions.isEmpty() ? "" : versions.getFirst().replace("Candidate:", "").strip();
    return new DebianPackages(
        cache.folder("debian", versions.toString(), DebianPackages::fetch), version);
  }

  private static void fetch(Path folder) {
    var download = new ArrayList<>(List.of("apt-get", "download"));
    download.addAll(PACKAGES);
    try {
      new Command(folder, download).run();
      for (var archive : archives(folder)) {
        new Command(folder, "dpkg-deb", "-x", archive.toString(), ".").run();
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BuildProblem e) {
      throw new BuildProblem(
          "The C library and busybox come from Debian's packages "
              + PACKAGES
              + ", and they could not be fetched. On Debian or Ubuntu run `apt-get update` and try"
              + " again; elsewhere build the images in a Debian container. "
              + e.getMessage(),
          e);
    }
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".deb")).toList();
    }
  }

  List<Layer.Placed> cLibrary() {
    var files = new ArrayList<Layer.Placed>();
    for (var name : C_LIBRARY) {
      files.add(placed(name));
    }
    files.add(new Layer.Placed(library(LOADER), "/lib64/" + LOADER));
    return files;
  }

  /** Of the C library, as Debian counts. */
  String version() {
    return version;
  }

  List<Layer.Placed> cppLibrary() {
    return List.of(placed("libgcc_s.so.1"), placed("libstdc++.so.6"));
  }

  Layer.Placed busybox(String place) {
    return new Layer.Placed(found("bin/busybox"), place);
  }

  private Layer.Placed placed(String name) {
    return new Layer.Placed(library(name), "/" + LIBRARIES + name);
  }

  private Path library(String name) {
    return found(LIBRARIES + name);
  }

  /** Newer releases ship everything below /usr. */
  private Path found(String path) {
    var usr = unpacked.resolve("usr").resolve(path);
    return Files.exists(usr) ? usr : unpacked.resolve(path);
  }
}
