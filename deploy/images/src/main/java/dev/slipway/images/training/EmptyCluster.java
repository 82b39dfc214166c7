package dev.slipway.images.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers like the API server of a cluster in which there is nothing: lists are empty, watches tell
 * nothing, what is created is taken and forgotten.
 */
final class EmptyCluster implements AutoCloseable {
  private static final String EMPTY =
      """
      {"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":"1"},"items":[]}
      """;
  private static final String UNKNOWN =
      """
      {"apiVersion":"v1","kind":"Status","status":"Failure","reason":"NotFound","code":404}
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  EmptyCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", EmptyCluster::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var query = String.valueOf(exchange.getRequestURI().getQuery());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (exchange.getRequestHeaders().containsKey("Sec-WebSocket-Key")) {
      // The client falls back to a plain stream.
      reply(exchange, 200, body);
      return;
    }
    if (query.contains("watch=true")) {
      // Left open: the watcher hears nothing until the training is over.
      exchange.sendResponseHeaders(200, 0);
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        var one = exchange.getRequestURI().getPath().matches(".*/leases/.+");
        reply(exchange, one ? 404 : 200, (one ? UNKNOWN : EMPTY).getBytes(StandardCharsets.UTF_8));
      }
      case "POST" -> reply(exchange, 201, body);
      default -> reply(exchange, 200, body);
    }
  }

  private static void reply(HttpExchange exchange, int code, byte[] body) throws IOException {
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
