package dev.slipway.backend.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The seeded administrator. The password comes from the environment and stays there: nothing is
 * stored, so nothing has to be hashed slowly; comparing takes the same time for any wrong input.
 *
 * @param password null: nobody can log in
 */
public record Account(String username, @Nullable String password) {

  boolean admits(String givenName, String givenPassword) {
    if (password == null) {
      return false;
    }
    // Both are compared, always: a wrong name must not answer sooner than a wrong password.
    boolean name = same(username, givenName);
    boolean secret = same(password, givenPassword);
    return name && secret;
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(digest(expected), digest(given));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return username;
  }
}
