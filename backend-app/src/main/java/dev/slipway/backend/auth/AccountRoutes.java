package dev.slipway.backend.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.backend.auth.AccountTable.Membership;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Routes;
import dev.slipway.backend.http.Texts;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code PUT /api/admin/accounts/{username}}: makes an account, or changes it. */
public final class AccountRoutes {

  private static final int LEAST_PASSWORD = 12;
  private static final int MOST_TEXT = 100;
  private static final int MOST_MEMBERSHIPS = 100;

  private final AccountTable accounts;
  private final Identities identities;
  private final PasswordHashes hashes;
  private final Callers callers;

  public AccountRoutes(
      AccountTable accounts, Identities identities, PasswordHashes hashes, Callers callers) {
    this.accounts = accounts;
    this.identities = identities;
    this.hashes = hashes;
    this.callers = callers;
  }

  public void register(Routes routes) {
    routes.put("/api/admin/accounts/{username}", callers.administrator(this::put));
  }

  private void put(ServerRequest request, ServerResponse response) throws SQLException {
    String username = request.path().pathParameters().get("username");
    JsonNode body = Json.object(request);
    List<String> faults = new ArrayList<>();
    if (!username.matches("[A-Za-z0-9][\\w.@-]{0,99}")) {
      faults.add("username must have 1 to " + MOST_TEXT + " letters, digits or . _ @ -");
    }
    @Nullable String password = password(body, faults);
    List<Membership> memberships = memberships(body, faults);
    if (!faults.isEmpty()) {
      throw Problem.invalid(String.join("; ", new LinkedHashSet<>(faults)));
    }
    if (memberships.stream().map(Membership::company).distinct().count() < memberships.size()) {
      throw Problem.conflict("an account has one role in a company, and one company has two");
    }
    String hash = password == null ? null : hashes.of(password);
    if (!accounts.put(username, hash, memberships)) {
      throw Problem.notFound("there is no such account yet; password is needed to make it");
    }
    identities.changed(username);
    List<String> permissions = accounts.permissions(username).orElse(List.of());
    Json.send(request, response, 200, new Answer(username, permissions));
  }

  private static @Nullable String password(JsonNode body, List<String> faults) {
    JsonNode password = body.path("password");
    if (password.isMissingNode()) {
      return null;
    }
    if (!password.isTextual()
        || Texts.length(password.textValue()) < LEAST_PASSWORD
        || Texts.length(password.textValue()) > MOST_TEXT) {
      faults.add("password must have " + LEAST_PASSWORD + " to " + MOST_TEXT + " characters");
    }
    return password.asText();
  }

  private List<Membership> memberships(JsonNode body, List<String> faults) throws SQLException {
    List<Membership> memberships = new ArrayList<>();
    List<String> roles = accounts.roles();
    JsonNode given = body.path("memberships");
    if (!given.isMissingNode() && !given.isArray()) {
      faults.add("memberships must be a list");
    }
    for (JsonNode each : given) {
      String company = Texts.stripped(text(each, "company"));
      String role = text(each, "role");
      if (company.isEmpty() || Texts.length(company) > MOST_TEXT || !Texts.isStorable(company)) {
        faults.add("company must have 1 to " + MOST_TEXT + " characters of Unicode");
      }
      if (!roles.contains(role)) {
        faults.add("role must be one of " + roles);
      }
      memberships.add(new Membership(company, role));
    }
    if (memberships.size() > MOST_MEMBERSHIPS) {
      faults.add("there may be " + MOST_MEMBERSHIPS + " memberships at most");
    }
    return memberships.stream().distinct().toList();
  }

  /** Never what something else would look like as a text. */
  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private record Answer(String username, List<String> permissions) {}
}
