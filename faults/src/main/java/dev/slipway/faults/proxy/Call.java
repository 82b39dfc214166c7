package dev.slipway.faults.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One request, taken apart as the API server would.
 *
 * @param plural kind in lower case, as in paths
 * @param name of the object; of a list: empty
 * @param subresource such as {@code status}, or empty
 * @param query as sent, or empty
 * @param body JSON, or missing
 */
public record Call(
    String method, String plural, String name, String subresource, String query, JsonNode body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> UNCOUNTED = Set.of("leases", "events");
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/[^/]+/[^/]+)(?:/namespaces/[^/]+)?/([^/]+)(?:/([^/]+))?(?:/([^/]+))?");

  static Call of(String method, String path, String query, byte[] bytes) {
    var parts = PATH.matcher(path);
    var body = parsed(bytes);
    if (!parts.matches()) {
      return new Call(method, path, "", "", query, body);
    }
    var name = text(parts.group(2));
    return new Call(
        method,
        parts.group(1),
        name.isEmpty() ? body.path("metadata").path("name").asText("") : name,
        text(parts.group(3)),
        query,
        body);
  }

  /** A write that changes what there is; leases, Events and dry runs do not. */
  public boolean writes() {
    return WRITES.contains(method) && !UNCOUNTED.contains(plural) && !query.contains("dryRun");
  }

  public boolean watches() {
    return method.equals("GET") && query.matches("(.*&)?watch=(true|1)(&.*)?");
  }

  public boolean lists() {
    return method.equals("GET") && name.isEmpty() && !watches();
  }

  /** The object, without what differs from run to run. */
  public String object() {
    var steady = name.replaceAll("-[0-9a-f]{8}$", "-*");
    return plural + "/" + steady + (subresource.isEmpty() ? "" : "/" + subresource);
  }

  private static JsonNode parsed(byte[] bytes) {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(@org.jspecify.annotations.Nullable String group) {
    return group == null ? "" : group;
  }
}
