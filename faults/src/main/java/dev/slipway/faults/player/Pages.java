package dev.slipway.faults.player;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Metrics pages of all pods, on one address; each pod answers 40 requests a second. */
public final class Pages implements AutoCloseable {
  private static final double A_SECOND = 40;

  private record Busy(long sinceNanos, double errorRate) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Busy> pods = new ConcurrentHashMap<>();

  public Pages() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void serves(String ip, double errorRate) {
    pods.put(ip, new Busy(System.nanoTime(), errorRate));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var pod = pods.get(exchange.getRequestURI().getPath().substring(1));
      if (pod == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var page = page(pod).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static String page(Busy pod) {
    var requests = (System.nanoTime() - pod.sinceNanos()) / 1e9 * A_SECOND;
    return """
    http_requests_total{status="200",uri="/api/orders"} %d
    http_requests_total{status="500",uri="/api/orders"} %d
    """
        .formatted(
            Math.round(requests * (1 - pod.errorRate())), Math.round(requests * pod.errorRate()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
