package dev.slipway.backend.http;

import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The bytes of a request, read to the end, and those of an answer. */
public final class Body {

  private Body() {}

  /**
   * All of them.
   *
   * @throws Problem when the client broke off
   */
  static byte[] bytes(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (var in = request.content().inputStream()) {
      return in.readAllBytes();
    } catch (RequestException | HttpException e) {
      // Too long: the web server's own answer.
      throw e;
    } catch (IOException | RuntimeException e) {
      // Clients that hang up are no failure of ours, and must not look like one to a release.
      throw Problem.unreadable("the body ends before it should, or its chunks are malformed");
    }
  }

  /** Sends an answer's bytes; to HEAD only what is known of them. */
  public static void answer(ServerRequest request, ServerResponse response, byte[] bytes) {
    if (request.prologue().method().text().equals("HEAD")) {
      response.contentLength(bytes.length);
      response.send();
    } else {
      response.send(bytes);
    }
  }

  /** The fields of an {@code application/x-www-form-urlencoded} body; the last of a name wins. */
  public static Map<String, String> form(ServerRequest request) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String pair : new String(bytes(request), StandardCharsets.UTF_8).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the body is not a form");
    }
    return fields;
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }
}
