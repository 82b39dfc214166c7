package dev.slipway.operator.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.operator.analysis.PageFetch.Answer.Page;
import dev.slipway.operator.analysis.PageFetch.Answer.Silence;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages over HTTP, and is no way in: only literal addresses that a pod can have, no proxy, no
 * redirects, bounded time and size.
 */
final class HttpPages implements PageFetch, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String LATE = "its answer takes too long";
  private static final int MOST_BYTES = 1 << 20;

  private final Predicate<InetAddress> allowed;
  private final Duration patience;
  private final HttpClient client;

  HttpPages(Executor executor) {
    this(executor, HttpPages::canBeAPod, PATIENCE);
  }

  HttpPages(Executor executor, Predicate<InetAddress> allowed, Duration patience) {
    this.allowed = allowed;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .executor(executor)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(patience)
            .build();
  }

  @Override
  public Answer fetch(PodAddress pod, int port, String path) {
    HttpRequest request;
    try {
      var address = InetAddress.ofLiteral(pod.ip());
      if (!allowed.test(address)) {
        return new Silence("its address is not one of a pod");
      }
      request = request(address, port, path);
    } catch (IllegalArgumentException e) {
      return new Silence("its address or the metrics path is malformed");
    }
    var exchange =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MOST_BYTES));
    return await(exchange);
  }

  private static HttpRequest request(InetAddress address, int port, String path) {
    var host =
        address instanceof Inet6Address
            ? "[" + address.getHostAddress() + "]"
            : address.getHostAddress();
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
        .header("Accept", "text/plain;version=0.0.4, text/plain;q=0.5")
        .build();
  }

  // A request's own timeout ends with the headers, up to JDK 25; so the page as a whole is bounded
  // by waiting no longer.
  private Answer await(CompletableFuture<HttpResponse<String>> exchange) {
    try {
      var response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200
          ? new Page(response.body())
          : new Silence("HTTP " + response.statusCode());
    } catch (TimeoutException e) {
      return new Silence(LATE);
    } catch (ExecutionException e) {
      return new Silence(words(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Silence("the operator is stopping");
    } finally {
      exchange.cancel(true);
    }
  }

  private static String words(@Nullable Throwable failure) {
    return switch (failure) {
      case HttpTimeoutException _ -> LATE;
      case ConnectException _ -> "it refuses the connection";
      case null, default -> "its answer broke off or is larger than 1 MiB";
    };
  }

  // What a pod never has: the node's own names for itself, and the clouds' metadata servers.
  private static boolean canBeAPod(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
