package dev.slipway.backend.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * The cookie that carries the refresh token.
 *
 * @param sameSite Strict, Lax or None
 */
public record RefreshCookie(String name, String path, String sameSite, boolean secure) {

  String header(String token) {
    return name
        + "="
        + token
        + "; Path="
        + path
        + "; Max-Age="
        + Tokens.Kind.REFRESH.life().toSeconds()
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
