package dev.slipway.backend.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.backend.auth.Tokens.Claims;
import dev.slipway.backend.auth.Tokens.Kind;
import dev.slipway.backend.http.Body;
import dev.slipway.backend.http.ClientAddress;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Routes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Log in, stay logged in, ask who one is, log out (R11). */
public final class LoginRoutes {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Identities identities;
  private final Callers callers;
  private final Tokens tokens;
  private final RefreshSessions sessions;
  private final RefreshCookie cookie;
  private final LoginLimit limit;
  private final ClientAddress clients;
  private final MeterRegistry meters;

  public LoginRoutes(
      Identities identities,
      Callers callers,
      Tokens tokens,
      RefreshSessions sessions,
      RefreshCookie cookie,
      LoginLimit limit,
      ClientAddress clients,
      MeterRegistry meters) {
    this.identities = identities;
    this.callers = callers;
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
    this.limit = limit;
    this.clients = clients;
    this.meters = meters;
  }

  public void register(Routes routes) {
    routes.post("/api/auth/login", this::login);
    routes.post("/auth/token", this::login);
    routes.post("/api/auth/refresh", this::refresh);
    routes.post("/api/auth/logout", this::logout);
    routes.get("/api/me", this::me);
    routes.get("/auth/me", this::me);
  }

  private void login(ServerRequest request, ServerResponse response) throws SQLException {
    limit.tried(clients.of(request));
    Credentials given = credentials(request);
    boolean admitted = identities.admits(given.username(), given.password());
    logins(admitted ? "admitted" : "refused").increment();
    if (!admitted) {
      throw Problem.unauthorized("username or password is wrong");
    }
    Claims refresh = tokens.claims(given.username(), UUID.randomUUID(), Kind.REFRESH);
    sessions.open(refresh.family(), refresh.id(), refresh.ends());
    grant(request, response, refresh);
  }

  private void refresh(ServerRequest request, ServerResponse response) throws SQLException {
    Claims presented = presented(request);
    Claims next = tokens.claims(presented.subject(), presented.family(), Kind.REFRESH);
    boolean known = identities.permissions(presented.subject()).isPresent();
    if (!known || !sessions.rotate(next.family(), presented.id(), next.id(), next.ends())) {
      logins("reused").increment();
      throw Problem.unauthorized("this refresh cookie was used before; log in");
    }
    grant(request, response, next);
  }

  private void logout(ServerRequest request, ServerResponse response) throws SQLException {
    Claims presented = presented(request);
    sessions.close(presented.family(), presented.ends());
    response.header(HeaderNames.SET_COOKIE, cookie.header("", Duration.ZERO));
    response.status(204).send();
  }

  private void me(ServerRequest request, ServerResponse response) throws SQLException {
    Callers.Caller caller = callers.of(request);
    String role = caller.isAdministrator() ? "admin" : "member";
    Json.send(request, response, 200, new Me(caller.username(), role, caller.permissions()));
  }

  private Claims presented(ServerRequest request) {
    return cookie
        .token(request)
        .flatMap(token -> tokens.read(token, Kind.REFRESH))
        .orElseThrow(() -> Problem.unauthorized("there is no valid refresh cookie; log in"));
  }

  private void grant(ServerRequest request, ServerResponse response, Claims refresh) {
    String cookieHeader =
        cookie.header(tokens.signed(refresh, Kind.REFRESH), tokens.life(Kind.REFRESH));
    Claims access = tokens.claims(refresh.subject(), refresh.family(), Kind.ACCESS);
    response.header(HeaderNames.SET_COOKIE, cookieHeader);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Json.send(
        request,
        response,
        200,
        new Grant(
            tokens.signed(access, Kind.ACCESS), "bearer", tokens.life(Kind.ACCESS).toSeconds()));
  }

  private Counter logins(String outcome) {
    return Counter.builder("shop.logins")
        .description("Logins by outcome: admitted, refused, or a refresh cookie used twice")
        .tag("outcome", outcome)
        .register(meters);
  }

  private static Credentials credentials(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (type.startsWith(FORM)) {
      var form = Body.form(request);
      return new Credentials(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
    }
    JsonNode body = Json.object(request);
    return new Credentials(text(body, "username"), text(body, "password"));
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private record Credentials(String username, String password) {}

  private record Me(String username, String role, List<String> permissions) {}

  private record Grant(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}
}
