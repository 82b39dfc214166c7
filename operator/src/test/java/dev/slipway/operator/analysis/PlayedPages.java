package dev.slipway.operator.analysis;

import dev.slipway.operator.analysis.PageFetch.Answer;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The watch as it runs, on pages that are made up instead of fetched. */
public final class PlayedPages {
  private PlayedPages() {}

  /**
   * Starts to look once a second.
   *
   * @param page the page of a pod, by its address
   */
  public static PodScraper looking(UnaryOperator<String> page, Consumer<String> wakeUp) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    return PodScraper.start(
        InstantSource.system(),
        PodScraper.INTERVAL,
        (pod, _, _) -> new Answer.Page(page.apply(pod.ip())),
        threads,
        wakeUp,
        threads::shutdownNow);
  }
}
