package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.analysis.PodScraper;
import dev.slipway.operator.analysis.RequestWatch;
import dev.slipway.operator.analysis.WatchTarget;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Between the metrics and the API server: plays the pages, notes when the last sample before a
 * proof was taken, and when a watch shows that the Service has moved.
 */
final class ReactionStopwatch implements Watcher<Service> {
  private static final double NANOS = 1e6;
  private static final int PER_POD_AND_SECOND = 25;

  private final Map<String, Long> firstPage = new HashMap<>();
  private final Map<String, Integer> pages = new HashMap<>();
  private final List<Double> millis = new ArrayList<>();
  private final List<Integer> looks = new ArrayList<>();
  private long lastSample;
  private int judged;
  private Optional<Long> proven = Optional.empty();

  /** Pods of the first revision answer well, all others badly from their start. */
  synchronized String page(String ip) {
    var now = System.nanoTime();
    var dead = !ip.startsWith("10.1.");
    var since = now - firstPage.computeIfAbsent(ip, _ -> now);
    pages.merge(ip, 1, Integer::sum);
    lastSample = dead ? System.nanoTime() : lastSample;
    return "http_requests_total{code=\"%d\"} %d\n"
        .formatted(dead ? 500 : 200, Math.round(since / 1e9 * PER_POD_AND_SECOND) + 10);
  }

  RequestWatch watching(PodScraper scraper) {
    return new RequestWatch() {
      @Override
      public Judgement judge(WatchTarget target, Instant now) {
        var judgement = scraper.judge(target, now);
        if (judgement instanceof Judgement.Fail) {
          failed(target);
        }
        return judgement;
      }

      @Override
      public Answers old(String releaseUid) {
        return scraper.old(releaseUid);
      }

      @Override
      public void forget(String releaseUid) {
        scraper.forget(releaseUid);
      }
    };
  }

  private synchronized void failed(WatchTarget target) {
    if (judged < target.number()) {
      judged = target.number();
      proven = Optional.of(lastSample);
      // The first page of a pod only begins its count.
      looks.add(
          target.candidatePods().stream()
              .mapToInt(pod -> pages.getOrDefault(pod.ip(), 0) - 1)
              .max()
              .orElse(0));
    }
  }

  @Override
  public synchronized void eventReceived(Action action, Service service) {
    var selects = service.getSpec().getSelector();
    if (Shop.NAME.equals(service.getMetadata().getName())
        && proven.isPresent()
        && "1".equals(selects.get(Slipway.REVISION_LABEL))) {
      millis.add((System.nanoTime() - proven.get()) / NANOS);
      proven = Optional.empty();
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException("the watch has ended", cause);
  }

  synchronized List<Double> millis() {
    return List.copyOf(millis);
  }

  synchronized List<Integer> looks() {
    return List.copyOf(looks);
  }
}
