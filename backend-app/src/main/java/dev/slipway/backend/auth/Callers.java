package dev.slipway.backend.auth;

import dev.slipway.backend.auth.Tokens.Kind;
import dev.slipway.backend.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.sql.SQLException;
import java.util.List;

/** Who asks, by the bearer token. */
public final class Callers {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Identities identities;

  public Callers(Tokens tokens, Identities identities) {
    this.tokens = tokens;
    this.identities = identities;
  }

  /** Somebody with a good token and an account. */
  record Caller(String username, List<String> permissions) {
    boolean isAdministrator() {
      return permissions.contains(Administrator.PERMISSION);
    }
  }

  /**
   * @throws Problem 401 when there is no good token, or no such account any more
   */
  Caller of(ServerRequest request) throws SQLException {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Problem.unauthorized("send the access token as Authorization: Bearer …");
    }
    String username =
        tokens
            .read(header.substring(BEARER.length()).strip(), Kind.ACCESS)
            .orElseThrow(() -> Problem.unauthorized("the access token is not valid; log in"))
            .subject();
    return identities
        .permissions(username)
        .map(permissions -> new Caller(username, permissions))
        .orElseThrow(() -> Problem.unauthorized("there is no such account any more"));
  }

  /** Lets only somebody with an account through. */
  public Handler known(Handler handler) {
    return (request, response) -> {
      of(request);
      handler.handle(request, response);
    };
  }

  /** Lets only the administrator through. */
  public Handler administrator(Handler handler) {
    return (request, response) -> {
      if (!of(request).isAdministrator()) {
        throw Problem.forbidden("only the administrator may do this");
      }
      handler.handle(request, response);
    };
  }
}
