package dev.slipway.runner.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Halt;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the one target: bounded in time and size, no redirects, nothing of a body repeated.
 */
final class Calls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECTED = Duration.ofSeconds(5);

  /** A login hashes a password, on a node that starts pods at the same time. */
  private static final Duration ANSWERED = Duration.ofSeconds(20);

  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int TRIES = 10;
  private static final int BODY_LIMIT = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTED)
          .followRedirects(Redirect.NEVER)
          .build();
  private final URI target;
  private final Budget budget;
  private final Halt halt;
  private final List<String> passed = new ArrayList<>();

  Calls(URI target, Budget budget, Halt halt) {
    this.target = target;
    this.budget = budget;
    this.halt = halt;
  }

  /** What has passed so far, in words. */
  List<String> passed() {
    return List.copyOf(passed);
  }

  void passed(String what) {
    passed.add(what);
  }

  void mustGet(String path) {
    mustGet(path, Map.of());
  }

  void mustGet(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).GET();
    headers.forEach(request::header);
    mustSucceed(path, send(path, request.build()));
  }

  JsonNode mustPost(String path, Map<String, String> fields) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.valueToTree(fields).toString()))
            .build();
    Answer answer = send(path, request);
    mustSucceed(path, answer);
    return answer.body();
  }

  /** A text field of a JSON answer, where the path gives one. */
  Optional<String> find(String path, String field) {
    Answer answer = send(path, request(path).GET().build());
    JsonNode value = answer.body().path(field);
    return answer.good() && value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void mustSucceed(String path, Answer answer) {
    if (!answer.good()) {
      throw new Stop(Verdict.SmokeFailed, path + " answers " + answer.status());
    }
    passed.add(path);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(target.resolve(path))
        .header("User-Agent", "slipway-smoke")
        .header("Accept", "application/json");
  }

  /** Only a refused connection is tried again: the Service may not know its pods yet. */
  private Answer send(String path, HttpRequest request) {
    for (int left = TRIES; ; left--) {
      Duration limit = budget.left().compareTo(ANSWERED) < 0 ? budget.left() : ANSWERED;
      if (halt.requested() || limit.isZero()) {
        throw new Stop(Verdict.SmokeFailed, path + " was not reached within the time allowed");
      }
      try {
        HttpResponse<byte[]> response =
            client
                .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_LIMIT))
                .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("{} {} {}", request.method(), path, response.statusCode());
        return new Answer(response.statusCode(), body(response.body()));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof ConnectException)) {
          throw new Stop(Verdict.SmokeFailed, path + ": the connection broke");
        }
        if (left == 1 || !budget.pause(BETWEEN)) {
          throw new Stop(Verdict.Unreachable, path + ": the target refuses connections");
        }
      } catch (TimeoutException e) {
        throw new Stop(
            Verdict.SmokeFailed,
            "%s does not answer within %d s".formatted(path, limit.toSeconds()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Stop(Verdict.Unreachable, "the runner was interrupted");
      }
    }
  }

  private static JsonNode body(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private record Answer(int status, JsonNode body) {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }
}
