package dev.slipway.e2e.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that opens a connection for each request, so that each one is routed anew. */
final class NewConnections implements Runnable {
  private final URI address;
  private final Tally tally;

  NewConnections(URI address, Tally tally) {
    this.address = address;
    this.tally = tally;
  }

  @Override
  public void run() {
    try (var socket = new Socket()) {
      var port = address.getPort() < 0 ? 80 : address.getPort();
      socket.connect(new InetSocketAddress(address.getHost(), port), 3000);
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request());
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var first = reader.readLine();
      if (first == null) {
        throw new IOException("closed without an answer");
      }
      var status = Integer.parseInt(first.split(" ", 3)[1]);
      tally.answered(status, version(reader), "new");
    } catch (IOException | RuntimeException e) {
      tally.unanswered("new", e);
    }
  }

  private byte[] request() {
    return """
    GET %s HTTP/1.1\r
    Host: %s\r
    Connection: close\r
    \r
    """
        .formatted(address.getRawPath(), address.getAuthority())
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String version(BufferedReader reader) throws IOException {
    for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
      if (line.regionMatches(true, 0, "x-version:", 0, 10)) {
        return line.substring(10).strip();
      }
    }
    return "?";
  }
}
