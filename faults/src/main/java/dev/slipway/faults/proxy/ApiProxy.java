package dev.slipway.faults.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.faults.ground.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One operator's door to the API server: plain HTTP on the loopback. Once shut, nothing that
 * operator does arrives any more, whatever its threads still try; that is how it is killed.
 */
public final class ApiProxy implements AutoCloseable {
  static {
    // Else each small answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Upwards up;
  private final Interference interference;
  private final Runnable killed;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Stream> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  /**
   * Opens a door.
   *
   * @param killed is called once the door was shut by a {@link Treatment.KillFirst} or {@link
   *     Treatment.KillAfter}; should return quickly
   */
  public ApiProxy(Upstream upstream, Interference interference, Runnable killed) {
    this.up = new Upwards(upstream);
    this.interference = interference;
    this.killed = killed;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Ends all watches as a network would. */
  public void closeWatches() {
    watches.forEach(Stream::close);
  }

  /** Ends all watches as a server does that has forgotten where they are. */
  public void expireWatches() {
    watches.forEach(Stream::expire);
  }

  /** Nothing comes through any more; what is at the server already may still happen. */
  @Override
  public void close() {
    shut = true;
    closeWatches();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    // Closed before it has an answer, it ends the connection.
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
      if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
        // The client then watches by an ordinary GET, which can be read here.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      var path = exchange.getRequestURI().getPath();
      var call = Call.of(exchange.getRequestMethod(), path, query, body);
      if (!shut) {
        treat(exchange, call, body);
      }
    } catch (IOException e) {
      // One of both sides has ended the connection; the other one learns it from us.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void treat(HttpExchange exchange, Call call, byte[] body)
      throws IOException, InterruptedException {
    switch (interference.on(call)) {
      case Treatment.Pass _ -> answer(exchange, call, pass(exchange, call, call.query(), body));
      case Treatment.Stale(String version) ->
          answer(exchange, call, pass(exchange, call, Upwards.asOf(version, call.query()), body));
      case Treatment.Refuse refuse -> refuse(exchange, refuse);
      case Treatment.KillFirst _ -> kill();
      case Treatment.KillAfter _ -> {
        done(exchange, call, body);
        kill();
      }
      case Treatment.DropReply _ -> done(exchange, call, body);
      case Treatment.Hang(var time) -> {
        done(exchange, call, body);
        Wait.pass(time);
      }
    }
  }

  private void kill() {
    shut = true;
    killed.run();
  }

  private void done(HttpExchange exchange, Call call, byte[] body)
      throws IOException, InterruptedException {
    pass(exchange, call, call.query(), body).body().readAllBytes();
  }

  private HttpResponse<InputStream> pass(
      HttpExchange exchange, Call call, String query, byte[] body)
      throws IOException, InterruptedException {
    var response = up.send(exchange, query, body);
    if (call.writes()) {
      interference.done(call, response.statusCode());
    }
    return response;
  }

  private void answer(HttpExchange exchange, Call call, HttpResponse<InputStream> response)
      throws IOException {
    response
        .headers()
        .firstValue("content-type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    if (call.watches() && response.statusCode() == 200) {
      exchange.sendResponseHeaders(200, 0);
      stream(new Stream(call, response.body(), exchange.getResponseBody()));
      return;
    }
    var bytes = response.body().readAllBytes();
    if (!shut) {
      exchange.sendResponseHeaders(response.statusCode(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void stream(Stream stream) throws IOException {
    watches.add(stream);
    try (stream) {
      stream.run(interference);
    } finally {
      watches.remove(stream);
    }
  }

  private static void refuse(HttpExchange exchange, Treatment.Refuse refuse) throws IOException {
    var status =
        """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"by the fault plan","reason":"%s","code":%d}
        """
            .formatted(refuse.reason(), refuse.code())
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (refuse.retryAfter() > 0) {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(refuse.retryAfter()));
    }
    exchange.sendResponseHeaders(refuse.code(), status.length);
    exchange.getResponseBody().write(status);
  }
}
