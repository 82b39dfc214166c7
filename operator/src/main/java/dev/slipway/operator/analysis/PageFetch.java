package dev.slipway.operator.analysis;

/** Reads a pod's metrics page. May block for a bounded time; never throws. */
@FunctionalInterface
interface PageFetch {
  Answer fetch(PodAddress pod, int port, String path);

  /** What came of it. */
  sealed interface Answer {
    record Page(String text) implements Answer {}

    /**
     * No page.
     *
     * @param why in words of ours; never anything the other side said
     */
    record Silence(String why) implements Answer {}
  }
}
