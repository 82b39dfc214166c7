package dev.slipway.runner;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All connections of one pod to its server. Cutting it is what the server sees of a pod that is
 * killed: every session ends in the middle of whatever it was told last, and none comes back.
 */
public final class Wire implements Closeable {
  /** Whether the last message still arrives. */
  public enum Cut {
    BEFORE_THE_SERVER_HEARS,
    BEFORE_THE_POD_HEARS
  }

  private final ServerSocket entrance;
  private final int serverPort;
  private final AtomicInteger messagesLeft;
  private final Cut cut;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch opened;
  private volatile boolean dead;

  /**
   * A wire that is cut after so many messages of the pod.
   *
   * @param messages {@link Integer#MAX_VALUE} for a pod that nobody kills
   */
  public Wire(int serverPort, int messages, Cut cut) {
    this(serverPort, messages, cut, new CountDownLatch(0));
  }

  /** A wire that lets nothing through until it is opened: the pod waits for its server. */
  public static Wire held(int serverPort) {
    return new Wire(
        serverPort, Integer.MAX_VALUE, Cut.BEFORE_THE_SERVER_HEARS, new CountDownLatch(1));
  }

  private Wire(int serverPort, int messages, Cut cut, CountDownLatch opened) {
    this.opened = opened;
    this.serverPort = serverPort;
    this.messagesLeft = new AtomicInteger(messages);
    this.cut = cut;
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public void open() {
    opened.countDown();
  }

  public int port() {
    return entrance.getLocalPort();
  }

  public boolean dead() {
    return dead;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket pod = entrance.accept();
        opened.await();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(pod);
        sockets.add(server);
        server.setTcpNoDelay(true);
        pod.setTcpNoDelay(true);
        if (dead) {
          cutAll();
        }
        Thread.ofVirtual().start(() -> pump(pod, server, true));
        Thread.ofVirtual().start(() -> pump(server, pod, false));
      } catch (IOException | InterruptedException e) {
        return; // the wire was cut
      }
    }
  }

  private void pump(Socket from, Socket to, boolean counted) {
    byte[] buffer = new byte[16384];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean last = counted && messagesLeft.decrementAndGet() == 0;
        if (!last || cut == Cut.BEFORE_THE_POD_HEARS) {
          out.write(buffer, 0, read);
          out.flush();
        }
        if (last) {
          close();
        }
      }
    } catch (IOException e) {
      return; // one side is gone, and the other goes with it
    }
  }

  private void cutAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    dead = true;
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
