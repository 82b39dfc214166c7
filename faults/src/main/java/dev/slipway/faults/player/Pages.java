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
import java.util.function.DoubleSupplier;

/** Metrics pages of all pods, on one address; each pod answers 40 requests a second. */
public final class Pages implements AutoCloseable {
  private static final double A_SECOND = 40;

  /** A pod at work; its counters only grow. */
  private static final class Busy {
    private final DoubleSupplier failing;
    private long counted = System.nanoTime();
    private double good;
    private double bad;

    Busy(DoubleSupplier failing) {
      this.failing = failing;
    }

    synchronized String page() {
      var now = System.nanoTime();
      var requests = (now - counted) / 1e9 * A_SECOND;
      var share = failing.getAsDouble();
      counted = now;
      good += requests * (1 - share);
      bad += requests * share;
      return """
      http_requests_total{status="200",uri="/api/orders"} %d
      http_requests_total{status="500",uri="/api/orders"} %d
      """
          .formatted(Math.round(good), Math.round(bad));
    }
  }

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

  /**
   * A pod is ready.
   *
   * @param failing share of requests that end in an error, asked for with each look
   */
  void serves(String ip, DoubleSupplier failing) {
    pods.put(ip, new Busy(failing));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var pod = pods.get(exchange.getRequestURI().getPath().substring(1));
      if (pod == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var page = pod.page().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
