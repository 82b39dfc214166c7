package dev.slipway.backend.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.backend.faults.Faults.RouteFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Faults as JSON, the same for {@code FAULT_PLAN} and for the administrator: {@code
 * {"routes":[{"path","errorRate","latencyMs","afterRequests","afterSeconds","forSeconds",
 * "growSeconds"}], "readyDelaySeconds", "readyFail", "startFail", "crashAfterSeconds",
 * "crashAfterRequests", "leakKibibytes", "leakConnectionEvery"}}, every field optional.
 */
public final class FaultPlan {

  private static final int MOST = 1_000_000;
  private static final Set<String> FIELDS =
      Set.of(
          "routes",
          "readyDelaySeconds",
          "readyFail",
          "startFail",
          "crashAfterSeconds",
          "crashAfterRequests",
          "leakKibibytes",
          "leakConnectionEvery");
  private static final Set<String> ROUTE_FIELDS =
      Set.of(
          "path",
          "errorRate",
          "latencyMs",
          "afterRequests",
          "afterSeconds",
          "forSeconds",
          "growSeconds");

  private final List<String> faults = new ArrayList<>();

  private FaultPlan() {}

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException naming everything that is wrong with it
   */
  public static Faults read(JsonNode json) {
    var plan = new FaultPlan();
    Faults faults = plan.faults(json);
    if (!plan.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", plan.faults));
    }
    return faults;
  }

  /** What {@link #read} takes. */
  public static Shown shown(Faults faults) {
    Duration crash = faults.crashAfter();
    return new Shown(
        faults.routes().stream()
            .map(route ->
                new ShownRoute(
                    route.path(),
                    route.errorRate(),
                    route.latency().toMillis(),
                    route.afterRequests(),
                    route.after().toSeconds(),
                    route.lasts().toSeconds(),
                    route.grows().toSeconds()))
            .toList(),
        faults.readyDelay().toSeconds(),
        faults.readyFail(),
        faults.startFail(),
        crash == null ? null : crash.toSeconds(),
        faults.crashAfterRequests(),
        faults.leakKibibytes(),
        faults.leakConnectionEvery());
  }

  private Faults faults(JsonNode json) {
    if (!json.isObject()) {
      faults.add("the plan is not a JSON object");
      return Faults.NONE;
    }
    known(json, FIELDS);
    List<RouteFault> routes = new ArrayList<>();
    json.path("routes").forEach(route -> routes.add(route(route)));
    return new Faults(
        List.copyOf(routes),
        seconds(json, "readyDelaySeconds"),
        flag(json, "readyFail"),
        flag(json, "startFail"),
        json.hasNonNull("crashAfterSeconds") ? seconds(json, "crashAfterSeconds") : null,
        number(json, "crashAfterRequests"),
        number(json, "leakKibibytes"),
        number(json, "leakConnectionEvery"));
  }

  private RouteFault route(JsonNode json) {
    known(json, ROUTE_FIELDS);
    String path = json.path("path").asText("");
    if (!path.startsWith("/")) {
      faults.add("path must begin with /");
    }
    JsonNode share = json.path("errorRate");
    double rate = share.asDouble(0);
    boolean number = share.isMissingNode() || share.isNumber();
    if (!number || rate < 0 || rate > 1) {
      faults.add("errorRate must be a share from 0 to 1");
    }
    return new RouteFault(
        path,
        rate,
        Duration.ofMillis(number(json, "latencyMs")),
        number(json, "afterRequests"),
        seconds(json, "afterSeconds"),
        seconds(json, "forSeconds"),
        seconds(json, "growSeconds"));
  }

  private void known(JsonNode json, Set<String> fields) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!fields.contains(name)) {
            faults.add(
                "there is no field of that name; there are " + fields.stream().sorted().toList());
          }
        });
  }

  private Duration seconds(JsonNode json, String field) {
    return Duration.ofSeconds(number(json, field));
  }

  private int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > MOST) {
      faults.add(field + " must be a whole number from 0 to " + MOST);
      return 0;
    }
    return value.intValue();
  }

  private boolean flag(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      faults.add(field + " must be true or false");
    }
    return value.asBoolean(false);
  }

  /** A plan as it is sent. */
  public record Shown(
      List<ShownRoute> routes,
      long readyDelaySeconds,
      boolean readyFail,
      boolean startFail,
      @org.jspecify.annotations.Nullable Long crashAfterSeconds,
      int crashAfterRequests,
      int leakKibibytes,
      int leakConnectionEvery) {}

  /** A route of it. */
  public record ShownRoute(
      String path,
      double errorRate,
      long latencyMs,
      int afterRequests,
      long afterSeconds,
      long forSeconds,
      long growSeconds) {}
}
