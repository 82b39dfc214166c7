package dev.slipway.faults.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.faults.ground.Wait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;

/** One watch that is open. */
final class Stream implements AutoCloseable {
  private static final String GONE =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
      "message":"too old resource version","reason":"Expired","code":410}}
      """;

  private final Call call;
  private final InputStream from;
  private final OutputStream to;
  private boolean over;

  Stream(Call call, InputStream from, OutputStream to) {
    this.call = call;
    this.from = from;
    this.to = to;
  }

  /** Hands events on until either side ends. */
  void run(Interference interference) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(from, UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var late = interference.late(call);
        if (!late.isZero()) {
          Wait.pass(late);
        }
        for (int each = interference.times(call); each > 0; each--) {
          hand(line + "\n");
        }
      }
    }
  }

  /** Ends it with the word that it is too old to go on. */
  void expire() {
    try {
      hand(GONE);
    } catch (IOException e) {
      // The operator has left before: it will begin anew anyway.
    }
    close();
  }

  private synchronized void hand(String text) throws IOException {
    if (!over) {
      to.write(text.getBytes(UTF_8));
      to.flush();
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    try {
      from.close();
    } catch (IOException e) {
      // It is closed enough.
    }
  }
}
