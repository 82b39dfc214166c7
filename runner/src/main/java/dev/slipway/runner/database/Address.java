package dev.slipway.runner.database;

import dev.slipway.runner.Secrets;
import dev.slipway.runner.Stop;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who logs in, from a Secret with the keys url, username and password.
 * Deliberately no record: nothing prints it.
 */
public final class Address {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9_]+)?://(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]+)/(?<name>[^?]+)(?:\\?(?<params>.*))?");

  /** Parameters that say how to reach the server. All others would undo what the runner sets. */
  private static final Map<String, String> KEPT =
      Map.ofEntries(
          Map.entry("ssl", "ssl"),
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("channelBinding", "channelBinding"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("targetServerType", "targetServerType"));

  /** A certificate that signs the server's, as others write it into their Secrets. */
  private static final List<String> CA_KEYS = List.of("ca.crt", "sslrootcert", "root.crt");

  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final List<String> URL_KEYS = List.of("url", "uri", "jdbc-uri", "DATABASE_URL");

  private final String secret;
  private final String url;
  private final Properties properties;

  private Address(String secret, String url, Properties properties) {
    this.secret = secret;
    this.url = url;
    this.properties = properties;
  }

  public static Address of(String role, Secrets secrets) {
    if (!secrets.has(role)) {
      throw Stop.badInput("the Secret of the " + role + " role is not mounted");
    }
    secrets.mustExist(role, "the keys url, username and password");
    String text = url(role, secrets);
    Matcher parts = URL.matcher(text);
    if (!parts.matches()) {
      throw Stop.badInput(
          "the url in "
              + secrets.called(role)
              + " is not of the form postgresql://host:port/database");
    }
    Properties properties = parameters(parts.group("params"));
    String[] login = Optional.ofNullable(parts.group("login")).orElse("").split(":", 2);
    secrets
        .plain(role, "username")
        .or(() -> secrets.plain(role, "user"))
        .or(() -> decoded(login, 0))
        .ifPresent(user -> properties.setProperty("user", user));
    secrets
        .read(role, "password")
        .or(() -> decoded(login, 1))
        .ifPresent(password -> {
          secrets.remember(password);
          properties.setProperty("password", password);
        });
    CA_KEYS.stream()
        .flatMap(key -> secrets.file(role, key).stream())
        .findFirst()
        .ifPresent(authority -> trust(authority, properties));
    if (!properties.containsKey("user")) {
      throw Stop.badInput(
          secrets.called(role) + " names no user: expected the key username, or user");
    }
    return new Address(
        secrets.called(role),
        "jdbc:postgresql://" + parts.group("hosts") + "/" + parts.group("name"),
        properties);
  }

  /** A mode that would not look at the certificate is raised to one that does, as libpq does it. */
  private static void trust(Path authority, Properties properties) {
    properties.setProperty("sslrootcert", authority.toString());
    String mode = properties.getProperty("sslmode", "verify-full");
    properties.setProperty("sslmode", mode.equals("require") ? "verify-ca" : mode);
  }

  /** Under the key url, or as CloudNativePG and others write it. */
  private static String url(String role, Secrets secrets) {
    for (String key : URL_KEYS) {
      Optional<String> text = secrets.read(role, key);
      if (text.isPresent()) {
        return text.get();
      }
    }
    Optional<String> host = secrets.plain(role, "host");
    Optional<String> name = secrets.plain(role, "dbname").or(() -> secrets.plain(role, "database"));
    if (host.isEmpty() || name.isEmpty()) {
      throw Stop.badInput(
          secrets.called(role) + " has none of the keys url, uri, and host with dbname");
    }
    return "postgresql://"
        + host.get()
        + ":"
        + secrets.plain(role, "port").orElse("5432")
        + "/"
        + name.get();
  }

  /** Where it stands, for people. */
  String secret() {
    return secret;
  }

  String url() {
    return url;
  }

  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  private static Properties parameters(@Nullable String text) {
    Properties kept = new Properties();
    if (text == null) {
      return kept;
    }
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String name = KEPT.get(parts[0]);
      if (name != null && parts.length == 2) {
        String value = decode(parts[1]);
        // asyncpg's ssl is what everybody else calls sslmode.
        kept.setProperty(name.equals("ssl") && MODES.contains(value) ? "sslmode" : name, value);
      }
    }
    return kept;
  }

  private static Optional<String> decoded(String[] login, int part) {
    return login.length > part && !login[part].isEmpty()
        ? Optional.of(decode(login[part]))
        : Optional.empty();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
