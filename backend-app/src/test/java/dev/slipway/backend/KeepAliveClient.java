package dev.slipway.backend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * A client that keeps its connection as long as the server lets it, and that, unlike real ones,
 * never asks twice: a request cut without an answer is an IOException.
 */
final class KeepAliveClient implements AutoCloseable {

  private final IntSupplier port;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private int connections;

  /**
   * @param port asked for each new connection, as a Service is
   */
  KeepAliveClient(IntSupplier port) {
    this.port = port;
  }

  /** Sends one request and returns the status. */
  int get(String path) throws IOException {
    if (!socket.isConnected() || socket.isClosed()) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      in = new BufferedInputStream(socket.getInputStream());
      connections++;
    }
    String request = "GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    boolean closes = false;
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      closes |= lower.equals("connection: close");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    if (in.readNBytes(length).length < length) {
      throw new IOException("cut in the middle of an answer");
    }
    if (closes) {
      socket.close();
    }
    return status;
  }

  /** Waits for the server's polite end of an idle connection; a reset is an IOException. */
  void awaitEnd() throws IOException {
    if (in.read() >= 0) {
      throw new IOException("an answer that nobody asked for");
    }
  }

  int connections() {
    return connections;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("cut without an answer");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
