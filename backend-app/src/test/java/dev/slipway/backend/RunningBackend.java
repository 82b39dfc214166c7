package dev.slipway.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.backend.http.Routes;
import dev.slipway.backend.settings.Settings;
import dev.slipway.backend.time.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** A backend inside the test's own process, and a client for it. */
final class RunningBackend implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Backend backend;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningBackend(Backend backend) {
    this.backend = backend;
  }

  static RunningBackend start(Map<String, String> environment) {
    return start(environment, () -> {});
  }

  static RunningBackend start(Map<String, String> environment, Runnable crash) {
    return start(Settings.from(environment), crash);
  }

  static RunningBackend start(Settings settings) {
    return start(settings, () -> {});
  }

  private static RunningBackend start(Settings settings, Runnable crash) {
    var backend = new Backend(settings, Time.system(), crash);
    backend.start();
    return new RunningBackend(backend);
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends the body only when the server wants it, so that a refusal can be read. */
  Answer offer(String path, String body) throws IOException, InterruptedException {
    return send(request(path).expectContinue(true).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer put(String path, String body, String... headers) throws IOException, InterruptedException {
    return send(request(path, headers).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer delete(String path, String... headers) throws IOException, InterruptedException {
    return send(request(path, headers).DELETE());
  }

  Answer login(String username, String password) throws IOException, InterruptedException {
    return post(
        "/api/auth/login", "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
  }

  /** The header of somebody who has just logged in. */
  String[] bearer(String username, String password) throws IOException, InterruptedException {
    String token = login(username, password).json().path("access_token").asText();
    return new String[] {"Authorization", "Bearer " + token};
  }

  String[] administrator() throws IOException, InterruptedException {
    return bearer("admin", "canary-of-the-admin");
  }

  List<Routes.Route> routes() {
    return backend.routes();
  }

  int port() {
    return backend.port();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response.headers().map());
  }

  @Override
  public void close() {
    client.close();
    backend.close();
  }

  record Answer(int status, String body, Map<String, List<String>> headers) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }
}
