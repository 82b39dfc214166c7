package dev.slipway.runner.tool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What is about to be applied, as one short hash that two verbs can compare. */
public final class Plan {
  private static final int LENGTH = 16;

  private Plan() {}

  /**
   * @param tool its name and settings
   */
  public static String hash(String tool, List<MigrationFile> pending) {
    StringBuilder text = new StringBuilder(tool).append('\n');
    for (MigrationFile file : pending) {
      text.append(file.version())
          .append('|')
          .append(file.checksum())
          .append('|')
          .append(file.name())
          .append('\n');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
