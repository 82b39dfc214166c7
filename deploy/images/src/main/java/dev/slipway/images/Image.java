package dev.slipway.images;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one image is made of.
 *
 * @param name repository without its registry, such as {@code backend}
 * @param tag such as {@code dev}
 * @param title one sentence for people, kept as a label
 * @param layers from the one that changes least to the one that changes most
 * @param entrypoint program and its fixed arguments
 * @param environment defaults that a pod may override
 */
record Image(
    String name,
    String tag,
    String title,
    List<Layer> layers,
    List<String> entrypoint,
    Map<String, String> environment) {

  /** Every program runs as this user and group, and none of them needs another. */
  static final int USER = 65532;

  String reference() {
    return name + ":" + tag;
  }

  String fileName() {
    return name + "-" + tag + ".tar";
  }

  Map<String, String> labels() {
    return Map.of(
        "org.opencontainers.image.title",
        "Slipway " + name,
        "org.opencontainers.image.description",
        title,
        "org.opencontainers.image.licenses",
        "Apache-2.0",
        "org.opencontainers.image.vendor",
        "Slipway",
        "org.opencontainers.image.version",
        tag);
  }

  /** Two images with the same fingerprint have the same bytes. */
  String fingerprint() {
    var whole = Layer.sha256();
    layers.forEach(layer -> whole.update(layer.fingerprint().getBytes(StandardCharsets.UTF_8)));
    var settings =
        String.join(
            "\n",
            reference(),
            entrypoint.toString(),
            new TreeMap<>(environment).toString(),
            new TreeMap<>(labels()).toString());
    whole.update(settings.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(whole.digest());
  }
}
