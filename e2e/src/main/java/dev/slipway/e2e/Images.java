package dev.slipway.e2e;

/** Where the images of this run are pulled from. */
public final class Images {
  private static final String REGISTRY = System.getProperty("slipway.images", "slipway.local");

  private Images() {}

  static String repository(String program) {
    return REGISTRY + "/" + program;
  }

  static String name(String program, String tag) {
    return repository(program) + ":" + tag;
  }

  /** The same manifest with images from this run's registry. */
  static String localized(String manifest) {
    return manifest.replace("slipway.local/", REGISTRY + "/");
  }
}
