package dev.slipway.backend.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.backend.auth.Tokens.Kind;
import dev.slipway.backend.http.Body;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Log in, stay logged in, ask who one is. */
public final class LoginRoutes {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BEARER = "Bearer ";

  private final Account account;
  private final Tokens tokens;
  private final RefreshCookie cookie;

  public LoginRoutes(Account account, Tokens tokens, RefreshCookie cookie) {
    this.account = account;
    this.tokens = tokens;
    this.cookie = cookie;
  }

  public void register(HttpRouting.Builder routing) {
    routing.post("/api/auth/login", this::login);
    routing.post("/auth/token", this::login);
    routing.post("/api/auth/refresh", this::refresh);
    routing.get("/api/me", this::me);
    routing.get("/auth/me", this::me);
  }

  private void login(ServerRequest request, ServerResponse response) {
    Credentials given = credentials(request);
    if (!account.admits(given.username(), given.password())) {
      throw Problem.unauthorized("username or password is wrong");
    }
    grant(request, response, account.username());
  }

  private void refresh(ServerRequest request, ServerResponse response) {
    String subject =
        cookie
            .token(request)
            .flatMap(token -> tokens.subject(token, Kind.REFRESH))
            .orElseThrow(() -> Problem.unauthorized("there is no valid refresh cookie; log in"));
    grant(request, response, subject);
  }

  private void me(ServerRequest request, ServerResponse response) {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Problem.unauthorized("send the access token as Authorization: Bearer …");
    }
    String subject =
        tokens
            .subject(header.substring(BEARER.length()).strip(), Kind.ACCESS)
            .orElseThrow(() -> Problem.unauthorized("the access token is not valid; log in"));
    Json.send(request, response, 200, new Me(subject, "admin"));
  }

  private void grant(ServerRequest request, ServerResponse response, String subject) {
    response.header(HeaderNames.SET_COOKIE, cookie.header(tokens.issue(subject, Kind.REFRESH)));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Json.send(
        request,
        response,
        200,
        new Grant(tokens.issue(subject, Kind.ACCESS), "bearer", Kind.ACCESS.life().toSeconds()));
  }

  private static Credentials credentials(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (type.startsWith(FORM)) {
      var form = Body.form(request);
      return new Credentials(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
    }
    JsonNode body = Json.object(request);
    return new Credentials(body.path("username").asText(""), body.path("password").asText(""));
  }

  private record Credentials(String username, String password) {}

  private record Me(String username, String role) {}

  private record Grant(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}
}
