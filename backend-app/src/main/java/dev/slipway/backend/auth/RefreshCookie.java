package dev.slipway.backend.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that carries the refresh token.
 *
 * @param sameSite Strict, Lax or None
 */
public record RefreshCookie(String name, String path, String sameSite, boolean secure) {

  /** The header that hands a token over; a life of zero takes the cookie away. */
  String header(String token, Duration life) {
    return name
        + "="
        + token
        + "; Path="
        + path
        + "; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite="
        + sameSite
        + (secure ? "; Secure" : "");
  }

  Optional<String> token(ServerRequest request) {
    for (String header : request.headers().values(HeaderNames.COOKIE)) {
      for (String pair : header.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(name + "=")) {
          return Optional.of(cookie.substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }
}
