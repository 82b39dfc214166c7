package dev.slipway.backend.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** JSON in and out of requests. */
public final class Json {

  static final String PROBLEM = "application/problem+json";

  private static final String PLAIN = "application/json";

  /** Clients of the first generation ask for their own media type; the content is the same. */
  private static final String VENDOR = "application/vnd.budgetbuddy.v1+json";

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/([\\w.-]+\\+)?json *(;|$)", Pattern.CASE_INSENSITIVE);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // Two values of one name, or something after the end: parsers disagree on what was meant.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads JSON.
   *
   * @throws IllegalArgumentException when it is none; the message does not quote it
   */
  public static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON");
    }
  }

  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  public static void send(ServerRequest request, ServerResponse response, int status, Object body) {
    send(request, response, status, bytes(body));
  }

  /** Sends what is JSON already. */
  public static void sendText(
      ServerRequest request, ServerResponse response, int status, String json) {
    send(request, response, status, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(
      ServerRequest request, ServerResponse response, int status, byte[] json) {
    boolean vendor = request.headers().first(HeaderNames.ACCEPT).orElse("").contains(VENDOR);
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, vendor ? VENDOR : PLAIN);
    Body.answer(request, response, json);
  }

  /**
   * The request's body as an object.
   *
   * @throws Problem when it is not one
   */
  public static JsonNode object(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse(PLAIN);
    if (!JSON_TYPE.matcher(type).lookingAt()) {
      throw new Problem(415, "Unsupported media type", "send " + PLAIN + " or " + VENDOR);
    }
    try {
      JsonNode node = MAPPER.readTree(Body.bytes(request));
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      // Falls through: the parser's message quotes the content, which may hold a password.
    }
    throw Problem.badRequest("the body is not a JSON object");
  }
}
