package dev.slipway.runner.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.runner.tool.MigrationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One file on the way forward.
 *
 * @param text the part that is run, at its own lines
 * @param checksum over the whole file, whatever its line ends
 */
record SqlFile(Version version, String name, String text, int checksum, boolean transactional) {

  static SqlFile read(Version version, Path path) {
    String name = path.getFileName().toString();
    String whole = MigrationFile.read(path, name);
    List<String> lines = whole.lines().toList();
    CRC32 crc = new CRC32();
    crc.update(String.join("\n", lines).getBytes(UTF_8));
    String text = forward(lines);
    boolean transactional =
        lines.stream().noneMatch(SqlFile::refusesTransaction)
            && MigrationFile.allowsTransaction(text);
    return new SqlFile(version, name, text, (int) crc.getValue(), transactional);
  }

  MigrationFile migration() {
    return new MigrationFile(version.text(), name, checksum, transactional, false, text);
  }

  /** The way down that the file holds itself. */
  static Optional<String> back(Path path) {
    List<String> lines =
        MigrationFile.read(path, String.valueOf(path.getFileName())).lines().toList();
    return lines.stream().anyMatch(line -> mark(line).startsWith("--migrate:down"))
        ? Optional.of(part(lines, "--migrate:down"))
        : Optional.empty();
  }

  private static String forward(List<String> lines) {
    return lines.stream().anyMatch(line -> mark(line).startsWith("--migrate:up"))
        ? part(lines, "--migrate:up")
        : String.join("\n", lines);
  }

  /** dbmate keeps both ways in one file; the lines stay where they are. */
  private static String part(List<String> lines, String wanted) {
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (mark(line).startsWith("--migrate:")) {
        inside = mark(line).startsWith(wanted);
      }
      text.append(inside ? line : "").append('\n');
    }
    return text.toString();
  }

  /** As dbmate and sqlx write it. */
  private static boolean refusesTransaction(String line) {
    return mark(line).equals("--migrate:uptransaction:false")
        || mark(line).equals("--no-transaction");
  }

  private static String mark(String line) {
    return line.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }
}
