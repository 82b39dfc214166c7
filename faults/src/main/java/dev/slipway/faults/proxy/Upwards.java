package dev.slipway.faults.proxy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Passes requests on to the API server. */
final class Upwards {
  /** Of the connection, not of the request; and compression, since events are read here. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "connection",
          "host",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect",
          "accept-encoding",
          "authorization");

  private static final Pattern VERSION_PARAMETERS =
      Pattern.compile("(^|&)(resourceVersion|resourceVersionMatch|limit|continue)=[^&]*");

  private final Upstream upstream;

  Upwards(Upstream upstream) {
    this.upstream = upstream;
  }

  HttpResponse<InputStream> send(HttpExchange exchange, String query, byte[] body)
      throws IOException, InterruptedException {
    var path = exchange.getRequestURI().getRawPath();
    var target = upstream.address() + path + (query.isEmpty() ? "" : "?" + query);
    var request = HttpRequest.newBuilder(URI.create(target));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    request.header("Authorization", "Bearer " + upstream.token());
    request.method(
        exchange.getRequestMethod(),
        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    return upstream.client().send(request.build(), BodyHandlers.ofInputStream());
  }

  /** The same list, as it was at exactly that version. */
  static String asOf(String resourceVersion, String query) {
    var rest = VERSION_PARAMETERS.matcher(query).replaceAll("");
    return "resourceVersion="
        + resourceVersion
        + "&resourceVersionMatch=Exact"
        + (rest.isEmpty() || rest.startsWith("&") ? rest : "&" + rest);
  }
}
