package dev.slipway.operator.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.operator.release.Judgement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch as it runs, on real threads and sockets, with looks in quick succession. */
class PodScraperOverHttpTest {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @Test
  @Timeout(30)
  void aVersionThatOnlyFailsIsGivenAwayByItsOwnPods() throws Exception {
    var clock = InstantSource.system();
    var answered = new AtomicLong();
    BlockingQueue<String> woken = new LinkedBlockingQueue<>();
    var pod = podThatOnlyFails(answered);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var pages = new HttpPages(threads, InetAddress::isLoopbackAddress, Duration.ofSeconds(10));
        var scraper =
            PodScraper.start(clock, INTERVAL, pages, threads, woken::add, threads::shutdownNow)) {
      var target = target(pod.getAddress().getPort());

      Judgement judgement = scraper.judge(target, clock.instant());
      while (!(judgement instanceof Judgement.Fail)) {
        assertThat(woken.poll(10, TimeUnit.SECONDS)).isEqualTo("uid");
        judgement = scraper.judge(target, clock.instant());
      }

      assertThat(judgement.numbers()).startsWith("100 % of ").endsWith("limit 5 %");
    } finally {
      pod.stop(0);
    }
  }

  private static HttpServer podThatOnlyFails(AtomicLong answered) throws IOException {
    var pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pod.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            var page = "http_requests_total{code=\"500\"} " + answered.addAndGet(10) + "\n";
            exchange.sendResponseHeaders(200, page.length());
            exchange.getResponseBody().write(page.getBytes(UTF_8));
          }
        });
    pod.start();
    return pod;
  }

  private static WatchTarget target(int port) {
    var ip = InetAddress.getLoopbackAddress().getHostAddress();
    return new WatchTarget(
        "uid",
        2,
        List.of(new PodAddress("a", "a", ip), new PodAddress("b", "b", ip)),
        List.of(),
        MetricsSource.usual(port, "/metrics"),
        Limits.ofErrors(0.05, Duration.ofMinutes(5), Duration.ofMinutes(5)));
  }
}
