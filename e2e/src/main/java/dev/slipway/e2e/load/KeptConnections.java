package dev.slipway.e2e.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that keeps its connections, as most backends' callers do. */
final class KeptConnections implements Runnable {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final HttpRequest request;
  private final Tally tally;

  KeptConnections(URI address, Tally tally) {
    this.request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    this.tally = tally;
  }

  @Override
  public void run() {
    try {
      var answer = client.send(request, BodyHandlers.discarding());
      tally.answered(
          answer.statusCode(), answer.headers().firstValue("X-Version").orElse("?"), "kept");
    } catch (IOException e) {
      tally.unanswered("kept", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
