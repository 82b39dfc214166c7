package dev.slipway.backend.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Requests in number or at a rate; every answer has to be 200. */
record Load(int port, String path, int connections) {

  /** Sends so many as fast as they are answered; returns seconds. */
  double asFastAsPossible(int requests) throws Exception {
    long began = System.nanoTime();
    all(connection ->
        () -> {
          try (var client = new Client(port)) {
            for (int i = connection; i < requests; i += connections) {
              ask(client);
            }
          }
          return new long[0];
        });
    return (System.nanoTime() - began) / 1e9;
  }

  /**
   * Sends at a rate and returns how long each took, in nanoseconds, in order of length. Each is
   * measured from when it should have been sent, so that one slow answer does not hide the next.
   */
  long[] atRate(int aSecond, int seconds) throws Exception {
    long began = System.nanoTime();
    int requests = aSecond * seconds;
    List<long[]> parts =
        all(connection ->
            () -> {
              var took = new ArrayList<Long>();
              try (var client = new Client(port)) {
                for (int i = connection; i < requests; i += connections) {
                  long due = began + i * 1_000_000_000L / aSecond;
                  for (long left = due - System.nanoTime(); left > 0; ) {
                    LockSupport.parkNanos(left);
                    left = due - System.nanoTime();
                  }
                  ask(client);
                  took.add(System.nanoTime() - due);
                }
              }
              return took.stream().mapToLong(Long::longValue).toArray();
            });
    return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  private void ask(Client client) throws IOException {
    int status = client.get(path);
    if (status != 200) {
      throw new IOException("answered " + status);
    }
  }

  private List<long[]> all(java.util.function.IntFunction<Callable<long[]>> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(work.apply(i)));
      }
      List<long[]> results = new ArrayList<>();
      for (Future<long[]> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
