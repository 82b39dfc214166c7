package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a value that stands in Secrets, and in the last words of a failing migration. */
final class Secrecy {
  private static final String SHARED = "operator.log";

  private Secrecy() {}

  /** How long the log is that all operators of this process share. */
  static long logged(Path folder) {
    var log = folder.resolve(SHARED).toFile();
    return log.exists() ? log.length() : 0;
  }

  /**
   * Where it was found.
   *
   * @param since the length of the shared log when the run began
   * @param pages metrics of the operators that ran
   */
  static List<String> leaks(
      KubernetesClient client,
      Path folder,
      long since,
      List<String> pages,
      String namespace,
      String canary) {
    var leaks = new ArrayList<String>();
    var words = client.getKubernetesSerialization();
    client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> words.asJson(event).contains(canary))
        .forEach(event -> leaks.add("a secret stands in the Event " + event.getReason()));
    client.resources(BackendRelease.class).inNamespace(namespace).list().getItems().stream()
        .filter(release -> words.asJson(release).contains(canary))
        .forEach(release -> leaks.add("a secret stands in the status"));
    client.resources(ReleaseRecord.class).inNamespace(namespace).list().getItems().stream()
        .filter(record -> words.asJson(record).contains(canary))
        .forEach(record -> leaks.add("a secret stands in a record"));
    if (pages.stream().anyMatch(page -> page.contains(canary))) {
      leaks.add("a secret stands in the metrics");
    }
    if (pages.stream().allMatch(String::isEmpty)) {
      leaks.add("no operator's metrics could be read");
    }
    try (var files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> concerns(file.getFileName().toString(), namespace))
          .filter(file -> holds(file, file.endsWith(SHARED) ? since : 0, canary))
          .forEach(file -> leaks.add("a secret stands in the log " + file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaks;
  }

  private static boolean concerns(String file, String namespace) {
    return file.equals(SHARED)
        || (file.startsWith(namespace + "-") && (file.endsWith(".log") || file.endsWith(".out")));
  }

  private static boolean holds(Path file, long since, String canary) {
    try (var channel = Files.newByteChannel(file).position(since);
        var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      return lines.lines().anyMatch(line -> line.contains(canary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
