package dev.slipway.faults.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is closed; its words are in a file. */
final class Daemon implements AutoCloseable {
  private final Process process;

  Daemon(Path log, List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      // There is memory enough, and two cores are what is short.
      builder.environment().put("GOGC", "400");
      process = builder.redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(command.getFirst() + " cannot be started", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
