package dev.slipway.images;

import java.nio.file.Path;

/** Where finished images go. */
sealed interface Destination {

  /** One docker-archive for each image, named as the cluster is to know it. */
  record Folder(Path folder) implements Destination {
    /** Prefix of every name: no registry answers to it, so nothing is ever pulled by mistake. */
    static final String PREFIX = "slipway.local/";

    @Override
    public String toString() {
      return folder.toString();
    }
  }

  /**
   * A registry.
   *
   * @param prefix host, port and path, such as {@code 127.0.0.1:5000/slipway}
   * @param insecure plain HTTP, or HTTPS with a certificate nobody signed, is accepted
   */
  record Registry(String prefix, boolean insecure) implements Destination {
    @Override
    public String toString() {
      return prefix;
    }
  }
}
