package dev.slipway.operator.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.operator.analysis.PageFetch.Answer;
import dev.slipway.operator.analysis.PageFetch.Answer.Page;
import dev.slipway.operator.analysis.PageFetch.Answer.Silence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPagesTest {
  private static final PodAddress LOOPBACK = new PodAddress("pod", "uid", "127.0.0.1");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpPages pages =
      new HttpPages(threads, InetAddress::isLoopbackAddress, Duration.ofSeconds(20));
  private final CountDownLatch testEnds = new CountDownLatch(1);
  private final AtomicInteger elsewhere = new AtomicInteger();
  private HttpServer pod;

  @BeforeEach
  void startPod() throws IOException {
    pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pod.setExecutor(threads);
    pod.createContext("/metrics", exchange -> send(exchange, 200, "up 1\n"));
    pod.createContext("/broken", exchange -> send(exchange, 500, "secret stack trace"));
    pod.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
    pod.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          send(exchange, 302, "");
        });
    pod.createContext("/hangs", _ -> await());
    pod.createContext(
        "/stalls",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("up 1\n".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await();
        });
    pod.createContext("/huge", exchange -> send(exchange, 200, "x".repeat(2 << 20)));
    pod.createContext("/full", exchange -> send(exchange, 200, "x".repeat(1 << 20)));
    pod.start();
  }

  @AfterEach
  void stop() {
    testEnds.countDown();
    pod.stop(0);
    pages.close();
    threads.shutdownNow();
  }

  private Answer fetch(String path) {
    return pages.fetch(LOOPBACK, pod.getAddress().getPort(), path);
  }

  @Test
  void readsAPage() {
    assertThat(fetch("/metrics")).isEqualTo(new Page("up 1\n"));
    assertThat(fetch("/metrics?name=a")).isEqualTo(new Page("up 1\n"));
  }

  @Test
  void readsAFullMebibyteAndNotMore() {
    assertThat(fetch("/full")).isEqualTo(new Page("x".repeat(1 << 20)));
    assertThat(fetch("/huge"))
        .isEqualTo(new Silence("its answer broke off or is larger than 1 MiB"));
  }

  @Test
  void saysNothingOfABody() {
    assertThat(fetch("/broken")).isEqualTo(new Silence("HTTP 500"));
  }

  @Test
  void followsNobodyElsewhere() {
    assertThat(fetch("/moved")).isEqualTo(new Silence("HTTP 302"));
    assertThat(elsewhere).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hangs", "/stalls"})
  void waitsNoLongerThanItsPatience(String path) {
    var patience = Duration.ofMillis(300);
    try (var impatient = new HttpPages(threads, InetAddress::isLoopbackAddress, patience)) {
      var begin = System.nanoTime();
      assertThat(impatient.fetch(LOOPBACK, pod.getAddress().getPort(), path))
          .isEqualTo(new Silence("its answer takes too long"));
      assertThat(System.nanoTime() - begin).isBetween(290_000_000L, 5_000_000_000L);
    }
  }

  @Test
  void namesAClosedPort() {
    var port = pod.getAddress().getPort();
    pod.stop(0);
    assertThat(pages.fetch(LOOPBACK, port, "/metrics"))
        .isEqualTo(new Silence("it refuses the connection"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "169.254.169.254",
        "fe80::1",
        "0.0.0.0",
        "224.0.0.1",
        "::ffff:127.0.0.1"
      })
  void asksNoAddressThatIsNotAPods(String ip) {
    try (var strict = new HttpPages(threads)) {
      assertThat(strict.fetch(new PodAddress("pod", "uid", ip), 80, "/metrics"))
          .isEqualTo(new Silence("its address is not one of a pod"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "metadata.internal", "", "10.0.0.1:80", "10.0.0.1@evil"})
  void looksNoNamesUp(String ip) {
    assertThat(pages.fetch(new PodAddress("pod", "uid", ip), 80, "/metrics"))
        .isEqualTo(new Silence("its address or the metrics path is malformed"));
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThat(fetch("/a b"))
        .isEqualTo(new Silence("its address or the metrics path is malformed"));
  }

  private void await() {
    try {
      testEnds.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      var bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
