package dev.slipway.backend.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values in this process, the least used given up first. */
final class LocalStore implements Store {

  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

  LocalStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable String get(String key) {
    Entry entry = live(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public synchronized void put(String key, String value, Duration life) {
    entries.put(key, new Entry(value, clock.instant().plus(life)));
    if (entries.size() > MOST) {
      var eldest = entries.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  @Override
  public synchronized long forget(String pattern) {
    Pattern keys = pattern(pattern);
    long before = entries.size();
    entries.keySet().removeIf(key -> keys.matcher(key).matches());
    return before - entries.size();
  }

  @Override
  public synchronized long count(String key, Duration window) {
    Entry entry = live(key);
    long sum = entry == null ? 1 : Long.parseLong(entry.value()) + 1;
    Instant ends = entry == null ? clock.instant().plus(window) : entry.ends();
    entries.put(key, new Entry(Long.toString(sum), ends));
    return sum;
  }

  @Override
  public synchronized long size() {
    return entries.size();
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public void close() {
    // Ends with the process.
  }

  private @Nullable Entry live(String key) {
    Entry entry = entries.get(key);
    if (entry != null && !clock.instant().isBefore(entry.ends())) {
      entries.remove(key);
      return null;
    }
    return entry;
  }

  private static Pattern pattern(String stars) {
    return Pattern.compile(
        Stream.of(stars.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  private record Entry(String value, Instant ends) {}
}
