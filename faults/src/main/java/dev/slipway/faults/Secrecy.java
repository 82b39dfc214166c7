package dev.slipway.faults;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a value that stands in Secrets, and in the last words of a failing migration. */
final class Secrecy {
  private Secrecy() {}

  /** Where it was found. */
  static List<String> leaks(KubernetesClient client, Path folder, String namespace, String canary) {
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
    try (var files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".log") || file.toString().endsWith(".out"))
          .filter(file -> holds(file, canary))
          .forEach(file -> leaks.add("a secret stands in the log " + file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaks;
  }

  private static boolean holds(Path file, String canary) {
    try (var lines = Files.lines(file)) {
      return lines.anyMatch(line -> line.contains(canary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
