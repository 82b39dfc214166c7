package dev.slipway.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Files that change together, and so lie in one layer that images share.
 *
 * @param name what the layer holds, for people
 * @param files sorted by their place in the image
 * @param fingerprint SHA-256 over places, modes and contents
 */
record Layer(String name, List<Placed> files, String fingerprint) {

  /**
   * One file and its place.
   *
   * @param source on this machine; a symbolic link is followed, because a layer holds only files
   * @param place absolute path in the image
   */
  record Placed(Path source, String place) {
    boolean executable() {
      return Files.isExecutable(source);
    }
  }

  static Layer of(String name, List<Placed> files) {
    var sorted = files.stream().sorted(Comparator.comparing(Placed::place)).toList();
    return new Layer(name, sorted, fingerprint(sorted));
  }

  /**
   * Every file below {@code folder} that {@code wanted} accepts, at the same place below {@code
   * place}.
   */
  static List<Placed> folder(Path folder, String place, Predicate<Path> wanted) {
    try (var walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .filter(wanted)
          .map(file -> new Placed(file, place + "/" + folder.relativize(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Placed> folder(Path folder, String place) {
    return folder(folder, place, _ -> true);
  }

  @SafeVarargs
  static Layer of(String name, List<Placed>... parts) {
    var all = new ArrayList<Placed>();
    for (var part : parts) {
      all.addAll(part);
    }
    return of(name, (List<Placed>) all);
  }

  private static String fingerprint(List<Placed> files) {
    var whole = sha256();
    for (var file : files) {
      var line = file.place() + " " + file.executable() + " " + contents(file.source()) + "\n";
      whole.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static String contents(Path file) {
    var digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
