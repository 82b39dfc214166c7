package dev.slipway.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.Environment;
import dev.slipway.runner.Halt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /report} of the pod, and nothing else: it changes nothing, and holds nothing
 * that the log does not hold.
 */
public final class ReportServer implements AutoCloseable {
  /** How long a report is kept for its reader after the verdict. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ReportServer.class);
  private static final int READERS = 2;
  private static final int WAITING = 4;

  private final HttpServer server;
  private final ExecutorService readers;
  private final Report report;
  private final CountDownLatch read = new CountDownLatch(1);

  private ReportServer(HttpServer server, ExecutorService readers, Report report) {
    this.server = server;
    this.readers = readers;
    this.report = report;
  }

  /** Empty where no port is named, or it cannot be had: a report is never worth a release. */
  public static Optional<ReportServer> start(Environment environment, Report report) {
    if (environment.text("SLIPWAY_REPORT_PORT").isEmpty()) {
      return Optional.empty();
    }
    // Somebody who asks slowly, or never to the end, must not keep the readers for ever.
    System.setProperty("sun.net.httpserver.maxReqTime", "5");
    System.setProperty("sun.net.httpserver.maxRspTime", "5");
    System.setProperty("jdk.httpserver.maxConnections", "16");
    try {
      int port = Math.toIntExact(environment.number("SLIPWAY_REPORT_PORT"));
      HttpServer server = HttpServer.create(new InetSocketAddress(port), WAITING);
      ExecutorService readers =
          Executors.newFixedThreadPool(
              READERS, Thread.ofPlatform().daemon().name("report-", 0).factory());
      ReportServer started = new ReportServer(server, readers, report);
      server.createContext("/", started::answer);
      server.setExecutor(readers);
      server.start();
      return Optional.of(started);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      LOG.warn("nobody can read the report: its port cannot be opened");
      return Optional.empty();
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Waits until somebody has read how it ended, for a while, unless the pod is asked to end. */
  public void awaitReader(Halt halt) {
    Halt.Cancellable leave = read::countDown;
    halt.register(leave);
    try {
      if (!halt.requested() && !read.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.info("nobody has read the report; the line above holds all of it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      halt.forget(leave);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean last = report.hasEnded();
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/report")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] body = report.json().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    // Only closing the exchange sends it; whoever waits for the reader closes the server.
    if (last) {
      read.countDown();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    readers.shutdownNow();
  }
}
