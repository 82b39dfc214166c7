package dev.slipway.backend.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose request it is. {@code X-Forwarded-For} is read only as far as proxies of ours wrote it:
 * anybody can send one and hide behind a new address with each try.
 */
public final class ClientAddress {

  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");

  private final Networks proxies;

  public ClientAddress(Networks proxies) {
    this.proxies = proxies;
  }

  /** The address, written out. */
  public String of(ServerRequest request) {
    if (!(request.remotePeer().address() instanceof InetSocketAddress peer)) {
      return request.remotePeer().host();
    }
    InetAddress client = peer.getAddress();
    List<String> hops =
        request.headers().values(FORWARDED_FOR).stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .toList();
    for (int i = hops.size() - 1; i >= 0 && proxies.contain(client); i--) {
      try {
        client = Networks.literal(hops.get(i));
      } catch (IllegalArgumentException e) {
        break;
      }
    }
    return client.getHostAddress();
  }
}
