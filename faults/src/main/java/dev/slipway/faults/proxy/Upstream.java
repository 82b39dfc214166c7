package dev.slipway.faults.proxy;

import java.net.URI;
import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;

/**
 * The API server behind the proxies.
 *
 * @param token shown with each request; the operator itself shows none
 * @param client shared, so that connections are
 */
public record Upstream(URI address, String token, HttpClient client) {
  /** HTTP/1.1: a watch that is not read must not hold up its neighbours. */
  public static Upstream of(URI address, String token, SSLContext trust) {
    return new Upstream(
        address,
        token,
        HttpClient.newBuilder().sslContext(trust).version(HttpClient.Version.HTTP_1_1).build());
  }
}
