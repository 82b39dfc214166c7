package dev.slipway.backend.orders;

import dev.slipway.backend.cache.Cache;
import dev.slipway.backend.http.Json;
import dev.slipway.backend.http.Problem;
import dev.slipway.backend.http.Routes;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /api/orders}: list, read, place. */
public final class OrderRoutes {

  private static final int MAX_LIMIT = 200;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  private final Orders orders;
  private final Cache cache;
  private final String keys;

  /**
   * @param version part of the cache's keys: two builds that run beside each other in a rollout may
   *     write the same order differently
   */
  public OrderRoutes(Orders orders, Cache cache, String version) {
    this.orders = orders;
    this.cache = cache;
    this.keys = "order:" + version + ":";
  }

  public void register(Routes routes) {
    routes.get("/api/orders", this::list);
    routes.get("/api/orders/{id}", this::read);
    routes.post("/api/orders", this::place);
  }

  private void list(ServerRequest request, ServerResponse response) throws SQLException {
    UriQuery query = request.query();
    // Not first(name): Helidon 4.4 builds its table of mappers anew with each, a fifth of this
    // route.
    String wanted = query.contains("limit") ? query.get("limit") : "20";
    int limit = (int) number(wanted, 1, MAX_LIMIT, "limit");
    Json.send(request, response, 200, new Listing(orders.latest(limit)));
  }

  private void read(ServerRequest request, ServerResponse response) throws SQLException {
    long id = number(request.path().pathParameters().get("id"), 1, Long.MAX_VALUE, "id");
    // An order never changes once it is placed.
    String order = cache.get(keys + id, () -> Json.text(found(id)));
    Json.sendText(request, response, 200, order);
  }

  private Order found(long id) throws SQLException {
    return orders.find(id).orElseThrow(() -> Problem.notFound("there is no order " + id));
  }

  private void place(ServerRequest request, ServerResponse response) throws SQLException {
    Order order = orders.place(NewOrder.from(Json.object(request)));
    response.header(HeaderNames.LOCATION, "/api/orders/" + order.id());
    Json.send(request, response, 201, order);
  }

  private static long number(String text, long min, long max, String name) {
    try {
      // Long.parseLong alone takes signs and the digits of every script.
      long value = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Too large for a long; falls through to the same sentence.
    }
    throw Problem.badRequest(name + " must be a number from " + min + " to " + max);
  }

  private record Listing(List<Order> orders) {}
}
