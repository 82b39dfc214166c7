package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.backend.OpenApiDocument.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document that is served describes the program that serves it. */
class OpenApiTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int TRIES = 25;

  /** Hashing takes its time. */
  private static final int TRIES_WITH_PASSWORDS = 4;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "1",
          "-1",
          "0",
          "9223372036854775808",
          "true",
          "null",
          "é\u0000",
          "\ud800",
          "🐙",
          "'; DROP TABLE orders; --",
          "../..",
          "%",
          "x".repeat(500),
          "clerk",
          "harbour");

  private static RunningBackend backend;
  private static OpenApiDocument document;
  private static String[] admin;

  private final Random random = new Random(20_260_101);

  @BeforeAll
  static void start() throws Exception {
    var database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v7");
    var env = database.environment("v7");
    env.put("FAULTS_ENABLED", "true");
    backend = RunningBackend.start(env);
    document = new OpenApiDocument(backend.get("/openapi.yaml").body());
    admin = backend.administrator();
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described =
        document.operations().stream()
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there =
        backend.routes().stream()
            .map(route -> route.method() + " " + route.pattern())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(there);
  }

  @Test
  void describesTheAnswersToGoodRequests() throws Exception {
    for (Operation operation : document.operations()) {
      var answer = send(operation, operation.path(), good(operation));
      assertThat(document.faults(operation, answer)).as("%s: %s", operation, answer).isEmpty();
      boolean refused = operation.path().matches("/(api/)?auth/(login|token|refresh|logout)");
      assertThat(answer.status() < 300).as("%s: %s", operation, answer).isNotEqualTo(refused);
    }
  }

  @Test
  void describesTheAnswersToWildRequestsAndNoneIsAFailure() throws Exception {
    for (Operation operation : document.operations()) {
      // A wild plan of faults would be carried out.
      if (operation.toString().equals("PUT /api/admin/faults")) {
        continue;
      }
      int tries =
          operation.path().matches(".*(login|token|accounts).*") ? TRIES_WITH_PASSWORDS : TRIES;
      boolean variable = operation.takesJson() || operation.description().has("parameters");
      for (int i = 0; i < (variable ? tries : 1); i++) {
        String path = wildPath(operation);
        String body = operation.takesJson() ? wildBody(good(operation)) : "";
        var answer = send(operation, path, body);
        assertThat(answer.status()).as("%s %s %s", operation, path, body).isLessThan(500);
        assertThat(document.faults(operation, answer))
            .as("%s %s %s: %s", operation, path, body, answer)
            .isEmpty();
      }
    }
  }

  private static RunningBackend.Answer send(Operation operation, String path, String body)
      throws Exception {
    String concrete = path.replace("{id}", "1").replace("{username}", "cleo");
    String[] headers = operation.isForBearers() ? admin : new String[] {"Accept", "*/*"};
    return switch (operation.method()) {
      case "GET" -> backend.get(concrete, headers);
      case "POST" -> backend.post(concrete, body, headers);
      case "PUT" -> backend.put(concrete, body, headers);
      case "DELETE" -> backend.delete(concrete, headers);
      default -> throw new AssertionError("no client for " + operation);
    };
  }

  private static String good(Operation operation) {
    return switch (operation.path()) {
      case "/api/orders" -> "{\"customer\":\"ana\",\"item\":\"rope\",\"quantity\":2,\"note\":null}";
      case "/api/admin/accounts/{username}" ->
          "{\"password\":\"twelve letters\",\"memberships\":"
              + "[{\"company\":\"harbour\",\"role\":\"clerk\"}]}";
      case "/api/admin/faults" -> "{\"routes\":[{\"path\":\"/never\",\"errorRate\":0.5}]}";
      default -> "{\"username\":\"nobody\",\"password\":\"wrong\"}";
    };
  }

  private String wildPath(Operation operation) {
    StringBuilder path = new StringBuilder(operation.path());
    String separator = "?";
    for (JsonNode parameter : operation.description().path("parameters")) {
      String name = parameter.path("name").asText();
      String value = URLEncoder.encode(wildText(), StandardCharsets.UTF_8).replace("+", "%20");
      if (parameter.path("in").asText().equals("query")) {
        path.append(separator).append(name).append('=').append(value);
        separator = "&";
      } else {
        int at = path.indexOf("{" + name + "}");
        // An empty part or one of dots is another path.
        String part = value.matches("[.%2F]*|") ? "x" : value;
        path.replace(at, at + name.length() + 2, part);
      }
    }
    return path.toString();
  }

  /** A good body of which something is not. */
  private String wildBody(String good) throws Exception {
    if (random.nextInt(8) == 0) {
      return List.of("", "{", "[]", "null", "\"a\"", "{\"customer\":").get(random.nextInt(6));
    }
    var body = (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(good);
    for (String field : List.copyOf(body.properties()).stream().map(f -> f.getKey()).toList()) {
      switch (random.nextInt(3)) {
        case 0 -> body.remove(field);
        case 1 -> body.set(field, wildValue(2));
        default -> body.put("other", wildText());
      }
    }
    return body.toString();
  }

  private JsonNode wildValue(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JSON.textNode(wildText());
      case 1 -> JSON.numberNode(random.nextLong());
      case 2 -> JSON.numberNode(random.nextDouble());
      case 3 -> JSON.booleanNode(random.nextBoolean());
      case 4 -> JSON.nullNode();
      case 5 -> JSON.arrayNode().add(wildValue(depth - 1)).add(wildValue(depth - 1));
      default -> JSON.objectNode().set("company", wildValue(depth - 1));
    };
  }

  private String wildText() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
