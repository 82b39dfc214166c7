package dev.slipway.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Secrets mounted into the pod, one folder each. Remembers what it handed out, so that {@link
 * #mask} can take it out of any text that leaves the runner.
 */
public final class Secrets {
  private static final int SHORTEST_MASKED = 4;

  private final Path root;
  private final List<String> known = new ArrayList<>();

  public Secrets(Path root) {
    this.root = root;
  }

  public boolean has(String secret) {
    return Files.isDirectory(root.resolve(secret));
  }

  /** Content of a key that is no secret: a host, a name. */
  public Optional<String> plain(String secret, String key) {
    return content(secret, key);
  }

  /** The file of a key, for what reads files itself; empty when the key is absent. */
  public Optional<Path> file(String secret, String key) {
    return Optional.of(root.resolve(secret).resolve(key)).filter(Files::isRegularFile);
  }

  /** Content of a key, without the line end editors leave; empty when the key is absent. */
  public Optional<String> read(String secret, String key) {
    Optional<String> text = content(secret, key);
    text.ifPresent(this::remember);
    return text;
  }

  private Optional<String> content(String secret, String key) {
    Path file = root.resolve(secret).resolve(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      throw Stop.badInput("the key " + key + " of the " + secret + " Secret cannot be read");
    }
  }

  /** Adds a value that must not leave the runner: a token, a password found inside a URL. */
  public synchronized void remember(String value) {
    if (value.length() >= SHORTEST_MASKED) {
      known.add(value);
      known.sort(Comparator.comparingInt(String::length).reversed());
    }
  }

  /** The text without any value handed out so far. The last line of defence, not the first. */
  public synchronized String mask(String text) {
    String masked = text;
    for (String value : known) {
      masked = masked.replace(value, "***");
    }
    return masked;
  }
}
