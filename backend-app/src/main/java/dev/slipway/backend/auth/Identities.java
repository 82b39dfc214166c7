package dev.slipway.backend.auth;

import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.http.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in and what they may: the administrator first, then the table where there is one.
 */
public final class Identities {

  /** Nobody's: checked where there is no account, so that a wrong name takes as long. */
  private static final String NOBODY =
      "$argon2id$v=19$m=7168,t=5,p=1$c2xpcHdheS1ub2JvZHk$"
          + "Y1p0c0pXd2lGb2p1c3RBUGxhY2Vob2xkZXJIYXNoMDE";

  private final Administrator administrator;
  private final @Nullable AccountTable table;
  private final PasswordHashes hashes;
  private final Cache cache;

  /**
   * @param table null in builds whose schema has none
   */
  public Identities(
      Administrator administrator,
      @Nullable AccountTable table,
      PasswordHashes hashes,
      Cache cache) {
    this.administrator = administrator;
    this.table = table;
    this.hashes = hashes;
    this.cache = cache;
  }

  boolean admits(String username, String password) throws SQLException {
    Optional<String> hash = administrator.passwordHash(username);
    if (hash.isEmpty() && table != null && Texts.isStorable(username)) {
      hash = table.passwordHash(username);
    }
    return hashes.match(hash.orElse(NOBODY), password) && hash.isPresent();
  }

  /** Empty when there is no such account, or no more. */
  Optional<List<String>> permissions(String username) throws SQLException {
    Optional<List<String>> ours = administrator.permissions(username);
    AccountTable accounts = table;
    if (ours.isPresent() || accounts == null) {
      return ours;
    }
    String cached =
        cache.get(
            key(username),
            cache.permissionLife(),
            () -> accounts.permissions(username).map(Identities::words).orElse(""));
    return cached.isEmpty()
        ? Optional.empty()
        : Optional.of(Stream.of(cached.split("\n", -1)).skip(1).toList());
  }

  /** To be called when an account was changed. */
  void changed(String username) {
    cache.forget(key(username));
  }

  /** Begins with a line of its own: an account without permissions is not nobody. */
  private static String words(List<String> permissions) {
    return Stream.concat(Stream.of("account"), permissions.stream())
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static String key(String username) {
    return "user:" + URLEncoder.encode(username, StandardCharsets.UTF_8) + ":permissions";
  }
}
