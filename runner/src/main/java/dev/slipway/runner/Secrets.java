package dev.slipway.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Secrets mounted into the pod, one folder each. Remembers what it handed out, so that {@link
 * #mask} can take it out of any text that leaves the runner.
 */
public final class Secrets {
  private static final int SHORTEST_MASKED = 4;

  private final Path root;
  private final Map<String, String> names;
  private final List<String> known = new ArrayList<>();

  /**
   * @param names what the Secrets of the folders are called in the namespace
   */
  public Secrets(Path root, Map<String, String> names) {
    this.root = root;
    this.names = Map.copyOf(names);
  }

  /** How people know it, for sentences. */
  public String called(String secret) {
    var name = names.get(secret);
    return name == null ? "the " + secret + " Secret" : "the " + secret + " Secret " + name;
  }

  /**
   * Lets pass what holds a key at all. A Secret that does not exist is mounted as an empty folder;
   * it may come yet, as a folder of manifests is applied in any order.
   *
   * @param keys what it should hold, for the sentence
   */
  public void mustExist(String secret, String keys) {
    try (var files = Files.list(root.resolve(secret))) {
      if (files.anyMatch(Files::isRegularFile)) {
        return;
      }
    } catch (IOException e) {
      throw Stop.badInput(called(secret) + " cannot be read");
    }
    throw new Stop(
        Verdict.Unreachable,
        called(secret)
            + " does not exist in the namespace of the release, or is empty; expected "
            + keys);
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
