package dev.slipway.backend.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who may knock (R10).
 *
 * @param origins whose pages may read answers; {@code *} is every page, without cookies
 * @param hosts names this backend is called by; {@code *} is any, {@code *.example.org} all below
 * @param proxies whose word on the client's address is taken
 * @param redirect whether a request that came to the proxy by plain HTTP is sent to HTTPS
 */
public record Door(List<String> origins, List<String> hosts, Networks proxies, boolean redirect) {

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  boolean admitsOrigin(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }

  boolean admitsHost(String hostAndPort) {
    if (hosts.contains("*")) {
      return true;
    }
    String host = PORT.matcher(hostAndPort).replaceFirst("").toLowerCase(Locale.ROOT);
    return hosts.stream().anyMatch(name -> names(name.toLowerCase(Locale.ROOT), host));
  }

  private static boolean names(String name, String host) {
    return name.equals(host) || (name.startsWith("*.") && host.endsWith(name.substring(1)));
  }
}
