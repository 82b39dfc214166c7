package dev.slipway.operator.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The operator's own analysis, reading pages of pods that do not exist: one server on the loopback
 * has them all. It is in this package because nobody else may read pages in another way.
 */
public final class LoopbackScraper {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private LoopbackScraper() {}

  /** As {@link PodScraper#start}, with the page of a pod at {@code pages/<ip>}. */
  public static PodScraper start(InstantSource clock, Consumer<String> wakeUp, URI pages) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var client = HttpClient.newBuilder().connectTimeout(PATIENCE).executor(threads).build();
    return PodScraper.start(
        clock,
        PodScraper.INTERVAL,
        (pod, _, _) -> page(client, pages.resolve("/" + pod.ip())),
        threads,
        wakeUp,
        () -> {
          threads.shutdownNow();
          client.shutdownNow();
        });
  }

  private static PageFetch.Answer page(HttpClient client, URI page) {
    try {
      var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      var response = client.send(request, BodyHandlers.ofString(UTF_8));
      return response.statusCode() == 200
          ? new PageFetch.Answer.Page(response.body())
          : new PageFetch.Answer.Silence("HTTP " + response.statusCode());
    } catch (IOException e) {
      return new PageFetch.Answer.Silence("it does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PageFetch.Answer.Silence("the operator is stopping");
    }
  }
}
