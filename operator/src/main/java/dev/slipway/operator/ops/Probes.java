package dev.slipway.operator.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves /livez, /readyz and /metrics. */
public final class Probes implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private Probes(HttpServer server) {
    this.server = server;
  }

  /** Starts to serve. */
  public static Probes start(
      int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics) {
    try {
      var server = HttpServer.create(new InetSocketAddress(port), 0);
      server.createContext("/livez", exchange -> probe(exchange, live));
      server.createContext("/readyz", exchange -> probe(exchange, ready));
      server.createContext(
          "/metrics", exchange -> answer(exchange, OK, metrics.get(), "text/plain; version=0.0.4"));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new Probes(server);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " for probes cannot be opened", e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void probe(HttpExchange exchange, BooleanSupplier well) throws IOException {
    var yes = well.getAsBoolean();
    answer(exchange, yes ? OK : UNAVAILABLE, yes ? "ok\n" : "not ok\n", "text/plain");
  }

  private static void answer(HttpExchange exchange, int code, String text, String type)
      throws IOException {
    try (exchange) {
      var body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
