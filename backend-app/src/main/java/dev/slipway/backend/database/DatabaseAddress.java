package dev.slipway.backend.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and as whom to log in. Never prints the password.
 *
 * @param jdbcUrl without credentials
 */
public record DatabaseAddress(
    String jdbcUrl, @Nullable String username, @Nullable String password) {

  /** Stands for a server that is started with the process; for local use (R6). */
  public static final DatabaseAddress EMBEDDED =
      new DatabaseAddress("the embedded database", null, null);

  private static final Pattern CREDENTIAL = Pattern.compile("([?&])(user|password)=([^&]*)");

  /**
   * Reads {@code postgresql://user:password@host:port/name?options}, the same with {@code postgres}
   * or a driver suffix ({@code postgresql+psycopg}), or a JDBC URL.
   *
   * @throws IllegalArgumentException with a sentence that does not contain the URL
   */
  public static DatabaseAddress parse(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return fromJdbc(url);
    }
    URI uri = uri(url);
    String scheme = uri.getScheme();
    if (scheme == null || !scheme.matches("postgres(ql)?(\\+\\w+)?") || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "is not of the form postgresql://user:password@host:port/name");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
    String login = uri.getRawUserInfo();
    if (login == null) {
      return new DatabaseAddress(jdbc, null, null);
    }
    int colon = login.indexOf(':');
    return colon < 0
        ? new DatabaseAddress(jdbc, decoded(login), null)
        : new DatabaseAddress(
            jdbc, decoded(login.substring(0, colon)), decoded(login.substring(colon + 1)));
  }

  /** The same place with other credentials, where they are given. */
  public DatabaseAddress as(@Nullable String user, @Nullable String secret) {
    return new DatabaseAddress(
        jdbcUrl, user == null ? username : user, secret == null ? password : secret);
  }

  private static DatabaseAddress fromJdbc(String url) {
    @Nullable String user = null;
    @Nullable String password = null;
    var found = CREDENTIAL.matcher(url);
    while (found.find()) {
      if ("user".equals(found.group(2))) {
        user = decoded(found.group(3));
      } else {
        password = decoded(found.group(3));
      }
    }
    String bare = CREDENTIAL.matcher(url).replaceAll("$1").replaceAll("&{2,}", "&");
    bare = bare.replace("?&", "?").replaceAll("[?&]$", "");
    return new DatabaseAddress(bare, user, password);
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      // The message of the original holds the URL and with it the password.
      throw new IllegalArgumentException("is not a URL; percent-encode special characters");
    }
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
