package dev.slipway.faults.proxy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Says which write this is in words that mean the same in each run: verb, object, and what of its
 * content tells it from others to the same object.
 */
public final class WriteLabel {
  private WriteLabel() {}

  /** For example {@code PUT backendreleases/shop/status Migrating}. */
  public static String of(Call call) {
    var content = content(call);
    return call.method() + " " + call.object() + (content.isEmpty() ? "" : " " + content);
  }

  private static String content(Call call) {
    var body = call.body();
    return switch (call.plural()) {
      case "backendreleases", "releaserecords" -> story(body.path("status"));
      case "deployments" ->
          call.method().equals("PATCH")
              ? "replicas=" + body.path("spec").path("replicas").asText("?")
              : "";
      case "services" ->
          call.method().equals("PATCH")
              ? "revision="
                  + body.path("spec").path("selector").path("slipway.dev/revision").asText("any")
              : "";
      default -> "";
    };
  }

  private static String story(JsonNode status) {
    var phase = status.path("attempt").path("phase");
    if (phase.isMissingNode()) {
      phase = status.path("phase");
    }
    var outcome = status.path("outcome").asText("");
    var said = phase.isObject() ? phase.path("type").asText("") : phase.asText("");
    return outcome.isEmpty() || outcome.equals("InFlight") ? said : outcome;
  }
}
