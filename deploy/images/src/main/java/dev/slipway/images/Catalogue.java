package dev.slipway.images;

import dev.slipway.images.training.Grounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Every image of the project and what it is made of. */
final class Catalogue {
  private static final String DEVELOPMENT = "dev";

  /** The reference backend is one program; its versions differ by a number and their migrations. */
  private static final List<String> BACKEND_VERSIONS =
      List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "slow");

  private final Path repository;
  private final Cache cache;
  private final DebianPackages debian;
  private final JavaRuntime java;

  Catalogue(Path repository, Path jdk, Cache cache) {
    this.repository = repository;
    this.cache = cache;
    this.debian = DebianPackages.fetched(cache);
    this.java = new JavaRuntime(jdk);
  }

  /** The names of all images, in the order in which they are built. */
  static List<String> names() {
    var names = new ArrayList<>(List.of("postgres:18", "operator:dev", "runner:dev", "load:dev"));
    BACKEND_VERSIONS.forEach(version -> names.add("backend:" + version));
    return names;
  }

  List<Image> images(List<String> references) {
    var images = new ArrayList<Image>();
    if (references.contains("postgres:18")) {
      images.add(postgres());
    }
    if (references.contains("operator:dev")) {
      images.add(operator());
    }
    if (references.contains("runner:dev")) {
      images.add(runner());
    }
    if (references.contains("load:dev")) {
      images.add(load());
    }
    if (references.stream().anyMatch(reference -> reference.startsWith("backend:"))) {
      backends().stream()
          .filter(image -> references.contains(image.reference()))
          .forEach(images::add);
    }
    return images;
  }

  private Image postgres() {
    var shell =
        Layer.of(
            "shell",
            List.of(
                debian.busybox("/bin/busybox"),
                // initdb starts the server through it, and the entry script is written for it.
                debian.busybox("/bin/sh"),
                new Layer.Placed(files("postgres/entry"), "/entry")),
            debian.cppLibrary());
    return new Image(
        "postgres",
        "18",
        "PostgreSQL 18 for demos and tests: makes its database on an empty volume",
        List.of(base(), PostgresArchive.layer(cache), shell),
        List.of("/entry"),
        Map.of());
  }

  private Image operator() {
    var program =
        Program.withItsOptions(repository.resolve("operator"), "dev.slipway.operator.Main");
    return new Image(
        "operator",
        DEVELOPMENT,
        "The operator that releases backends, application and schema together",
        List.of(
            base(),
            java.layer(cache),
            program.libraries(),
            program.application(cache),
            AheadOfTime.layer(program, java, Grounds::operator, cache)),
        Program.ENTRYPOINT,
        Map.of());
  }

  private Image runner() {
    var program = new Program(repository.resolve("runner"), "dev.slipway.runner.Main", "96m");
    var tools = Layer.of("tools", List.of(debian.busybox("/slipway-tools/busybox")));
    return new Image(
        "runner",
        DEVELOPMENT,
        "Checks, migrations and smoke tests, run as Jobs next to the data",
        List.of(
            base(),
            java.layer(cache),
            tools,
            program.libraries(),
            program.application(cache),
            AheadOfTime.layer(program, java, Grounds::runner, cache)),
        Program.ENTRYPOINT,
        Map.of());
  }

  /** Plays the users of a backend; a package of the end-to-end tests that needs no library. */
  private Image load() {
    var program =
        Program.withoutLibraries(repository.resolve("e2e"), "dev.slipway.e2e.load.Load", "64m");
    return new Image(
        "load",
        DEVELOPMENT,
        "Sends requests and counts bad answers",
        List.of(base(), java.layer(cache), program.application(cache)),
        Program.ENTRYPOINT,
        Map.of());
  }

  private List<Image> backends() {
    var program =
        Program.withItsOptions(repository.resolve("backend-app"), "dev.slipway.backend.Main");
    var shared =
        List.of(
            base(),
            java.layer(cache),
            program.libraries(),
            program.application(cache),
            bill(program),
            AheadOfTime.layer(program, java, Grounds::backend, cache));
    return BACKEND_VERSIONS.stream()
        .map(version -> {
          var layers = new ArrayList<>(shared);
          layers.add(migrations(version));
          return new Image(
              "backend",
              version,
              "The reference backend, version " + version,
              List.copyOf(layers),
              Program.ENTRYPOINT,
              Map.of("VERSION", version));
        })
        .toList();
  }

  /** CycloneDX, made from what lies in the layers; at a place where scanners of images look. */
  private Layer bill(Program program) {
    var key = program.libraries().fingerprint() + Runtime.version() + debian.version();
    var folder =
        cache.folder(
            "bill-" + program.name(),
            key,
            made -> BillOfMaterials.of(program, debian.version()).write(made.resolve("bill")));
    var place = "/app/sbom/" + program.name() + ".cdx.json";
    return Layer.of(
        program.name() + " bill of materials",
        List.of(new Layer.Placed(folder.resolve("bill"), place)));
  }

  /** A version carries its own files and those of the versions that versions.properties names. */
  private Layer migrations(String version) {
    var folder = repository.resolve("backend-app/src/migrations");
    var sets = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("versions.properties"))) {
      sets.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var files = new ArrayList<Layer.Placed>();
    for (var set : List.of(sets.getProperty("v" + version, "").split(" ", -1))) {
      files.addAll(Layer.folder(folder.resolve(set), "/app/migrations"));
    }
    return Layer.of("migrations " + version, List.copyOf(files));
  }

  /** What every program needs of an operating system. */
  private Layer base() {
    return Layer.of("base", debian.cLibrary(), Layer.folder(files("etc"), "/etc"));
  }

  private Path files(String path) {
    return repository.resolve("deploy/images/files").resolve(path);
  }
}
