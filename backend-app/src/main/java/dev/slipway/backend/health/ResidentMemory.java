package dev.slipway.backend.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel counts against the limit of the container, under the name all exporters use. */
public final class ResidentMemory implements MeterBinder {

  private static final Path STATM = Path.of("/proc/self/statm");

  /** proc(5): the second number is resident pages; a page is 4 KiB where we run. */
  private static final int PAGE = 4096;

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("process.resident.memory", ResidentMemory::bytes)
        .baseUnit("bytes")
        .description("Resident memory of the process")
        .register(registry);
  }

  private static double bytes() {
    try {
      return Double.parseDouble(Files.readString(STATM).split(" ", 3)[1]) * PAGE;
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
