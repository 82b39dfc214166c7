package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/** Asks a pod for its report, as the operator does. */
public record Reader(int port) {

  /** For a pod that will have this port. */
  public static Reader ofFreePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Reader(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty while the pod does not answer. */
  public Optional<JsonNode> ask() {
    try (InputStream answer = address("/report").toURL().openStream()) {
      return Optional.of(new ObjectMapper().readTree(new String(answer.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Asks until the pod answers. */
  public JsonNode read() {
    Optional<JsonNode> told = ask();
    while (told.isEmpty()) {
      told = ask(); // the run has not opened its port yet
    }
    return told.get();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
