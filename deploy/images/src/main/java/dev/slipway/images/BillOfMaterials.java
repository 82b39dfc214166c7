package dev.slipway.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an image is made of, as CycloneDX 1.6 writes it (ECMA-424): the libraries with their hashes,
 * the Java runtime and the C library. Made from the files that go into the image, so that it cannot
 * name others. The same files give the same bytes.
 *
 * @param name of the program
 */
record BillOfMaterials(String name, List<Component> components) {

  /** A line of {@code dependency:list}: group:artifact:jar:version:scope. */
  private static final Pattern COORDINATES =
      Pattern.compile("^ *([\\w.-]+):([\\w.-]+):jar:([\\w.+-]+):(?:compile|runtime).*");

  /**
   * Reads the program's libraries and {@code target/libraries.txt}, which says what they are.
   *
   * @param libc version of Debian's package
   * @throws BuildProblem when a library is not in the list
   */
  static BillOfMaterials of(Program program, String libc) {
    var known = coordinates(program.folder().resolve("target/libraries.txt"));
    var components = new ArrayList<Component>();
    for (var jar : program.jars()) {
      var file = String.valueOf(Path.of(jar.place()).getFileName());
      var library = known.get(file);
      if (library == null) {
        throw new BuildProblem(
            "Nobody knows where %s of %s comes from: it is not in target/libraries.txt. Run `make build`."
                .formatted(file, program.name()));
      }
      components.add(library.with(List.of(new Hash("SHA-256", sha256(jar.source())))));
    }
    var runtime = Runtime.version().toString();
    components.add(new Component("platform", null, "openjdk", runtime, null, null));
    components.add(
        new Component(
            "library", null, "libc6", libc, "pkg:deb/debian/libc6@" + escaped(libc), null));
    return new BillOfMaterials(program.name(), List.copyOf(components));
  }

  void write(Path file) {
    var document =
        new Document(
            "CycloneDX",
            "1.6",
            1,
            new Metadata(new Component("application", null, name, "0", null, null)),
            components);
    try {
      Files.write(
          file,
          new ObjectMapper()
              .setDefaultPropertyInclusion(
                  com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsBytes(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Component> coordinates(Path list) {
    var known = new HashMap<String, Component>();
    try {
      for (var line : Files.readAllLines(list)) {
        // Maven writes the module's name behind in colours.
        var found = COORDINATES.matcher(line.replaceAll("\u001b\\[[0-9;]*m", ""));
        if (found.matches()) {
          var group = found.group(1);
          var artifact = found.group(2);
          var version = found.group(3);
          var purl = "pkg:maven/%s/%s@%s?type=jar".formatted(group, artifact, escaped(version));
          known.put(
              artifact + "-" + version + ".jar",
              new Component("library", group, artifact, version, purl, null));
        }
      }
    } catch (IOException e) {
      throw new BuildProblem("%s cannot be read. Run `make build`.".formatted(list), e);
    }
    return known;
  }

  private static String escaped(String version) {
    return version.replace("+", "%2B");
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of().formatHex(Layer.sha256().digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One part, in the words of the format.
   *
   * @param purl null where there is no registry of such
   */
  record Component(
      String type,
      @org.jspecify.annotations.Nullable String group,
      String name,
      String version,
      @org.jspecify.annotations.Nullable String purl,
      @org.jspecify.annotations.Nullable List<Hash> hashes) {

    Component with(List<Hash> found) {
      return new Component(type, group, name, version, purl, found);
    }
  }

  /** A digest in hexadecimal digits. */
  record Hash(String alg, String content) {}

  private record Metadata(Component component) {}

  private record Document(
      String bomFormat,
      String specVersion,
      int version,
      Metadata metadata,
      List<Component> components) {}
}
