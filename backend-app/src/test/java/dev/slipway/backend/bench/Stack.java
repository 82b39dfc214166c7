package dev.slipway.backend.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program to measure, run with the flags of its image.
 *
 * @param classPath jars only: an AOT cache takes no folders
 */
record Stack(String name, String classPath, String mainClass, Map<String, String> environment) {

  private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");

  /** USER_HZ of Linux, fixed by its interface. */
  private static final double TICKS_A_SECOND = 100;

  Running start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The file that the image is built from.
    command.add("@jvm.options");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, mainClass));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Running(builder.start(), System.nanoTime());
  }

  /** One run of it. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final long began;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private Running(Process process, long began) {
      this.process = process;
      this.began = began;
      Thread.ofPlatform().daemon().start(this::read);
    }

    int port() {
      return port.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Milliseconds from the start to the first answer with 200. */
    double firstAnswer(String path) throws IOException {
      try (var client = new Client(port())) {
        for (int status = client.get(path); status != 200; status = client.get(path)) {
          if (System.nanoTime() - began > 60_000_000_000L) {
            throw new IOException(path + " still answers " + status);
          }
        }
      }
      return (System.nanoTime() - began) / 1e6;
    }

    /** Processor time used so far, user and system, in microseconds. */
    double cpuMicros() throws IOException {
      String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      // proc(5): utime and stime are fields 14 and 15; the rest begins at field 3.
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1e6 / TICKS_A_SECOND;
    }

    /** Resident memory in MiB. */
    double resident() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
      throw new IOException("no VmRSS");
    }

    /** Asks it to end and waits until it has. */
    void end() throws InterruptedException {
      process.toHandle().destroy();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("does not end");
      }
    }

    private void read() {
      StringBuilder said = new StringBuilder();
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          var found = LISTENS.matcher(line);
          if (found.find()) {
            port.complete(Integer.valueOf(found.group(1)));
          }
          if (!port.isDone()) {
            said.append(line).append('\n');
          }
        }
      } catch (IOException e) {
        port.completeExceptionally(new UncheckedIOException(e));
      }
      port.completeExceptionally(new IllegalStateException("ended: " + said));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
