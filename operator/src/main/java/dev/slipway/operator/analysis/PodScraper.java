package dev.slipway.operator.analysis;

import dev.slipway.operator.analysis.PageFetch.Answer;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the pods of every watched release once a second, and wakes whoever decides as soon as a
 * look changes the kind of judgement.
 */
public final class PodScraper implements RequestWatch, AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Asked for within this time, a release is watched. */
  static final Duration ATTENTION = Duration.ofSeconds(15);

  /** After this time without a question, the one who decides is woken to ask again. */
  static final Duration REMINDER = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(PodScraper.class.getName());

  private final InstantSource clock;
  private final PageFetch pages;
  private final Executor executor;
  private final Consumer<String> wakeUp;
  private final Runnable stop;
  private final JobReports reports;
  private final Map<String, Watched> watches = new ConcurrentHashMap<>();

  PodScraper(
      InstantSource clock,
      PageFetch pages,
      Executor executor,
      Consumer<String> wakeUp,
      Runnable stop) {
    this.clock = clock;
    this.pages = pages;
    this.executor = executor;
    this.wakeUp = wakeUp;
    this.stop = stop;
    this.reports = new JobReports(pages, executor, this::wake);
  }

  /**
   * Starts to look.
   *
   * @param wakeUp is called with a release's uid when its judgement has changed in kind, or when it
   *     has to be asked for again to stay watched; from any thread, and should return quickly
   */
  public static PodScraper start(InstantSource clock, Consumer<String> wakeUp) {
    var fetchers = Executors.newVirtualThreadPerTaskExecutor();
    var pages = new HttpPages(fetchers);
    return start(
        clock,
        INTERVAL,
        pages,
        fetchers,
        wakeUp,
        () -> {
          fetchers.shutdownNow();
          pages.close();
        });
  }

  static PodScraper start(
      InstantSource clock,
      Duration interval,
      PageFetch pages,
      Executor executor,
      Consumer<String> wakeUp,
      Runnable stop) {
    var ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pod-scraper").factory());
    var scraper =
        new PodScraper(
            clock,
            pages,
            executor,
            wakeUp,
            () -> {
              ticker.shutdownNow();
              stop.run();
            });
    scraper.tickOn(ticker, interval);
    return scraper;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // tick() never throws, so nobody waits for an end
  private void tickOn(ScheduledExecutorService ticker, Duration interval) {
    ticker.scheduleAtFixedRate(this::tick, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Judgement judge(WatchTarget target, Instant now) {
    return watches
        .computeIfAbsent(target.releaseUid(), _ -> new Watched(target, now))
        .judge(target, now);
  }

  @Override
  public Answers old(String releaseUid) {
    var watched = watches.get(releaseUid);
    return watched == null ? Answers.UNSEEN : watched.old();
  }

  @Override
  public Optional<String> progress(String releaseUid, List<PodAddress> pods, int port) {
    return reports.progress(releaseUid, pods, port, clock.instant());
  }

  /** The watch of requests; that of a Job ends with its pod. */
  @Override
  public void forget(String releaseUid) {
    watches.remove(releaseUid);
  }

  @Override
  public void close() {
    stop.run();
  }

  /** One look at every watched release. */
  void tick() {
    try {
      var now = clock.instant();
      watches.values().removeIf(watched -> watched.unasked(now).compareTo(ATTENTION) > 0);
      watches.forEach((uid, watched) -> look(uid, watched, now));
      reports.tick(now);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a look at the pods failed", e);
    }
  }

  private void look(String uid, Watched watched, Instant now) {
    var target = watched.target();
    for (var pod : watched.look(now)) {
      executor.execute(() -> ask(uid, watched, pod, target));
    }
    if (watched.changed(now) || watched.unasked(now).compareTo(REMINDER) >= 0) {
      wake(uid);
    }
  }

  private void ask(String uid, Watched watched, PodAddress pod, WatchTarget target) {
    var answer = answer(pod, target);
    if (watched.answered(pod, answer, clock.instant())) {
      wake(uid);
    }
  }

  private Answer answer(PodAddress pod, WatchTarget target) {
    try {
      return pages.fetch(pod, target.source().port(), target.source().path());
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "reading the metrics of pod " + pod.name() + " failed", e);
      return new Answer.Silence("it could not be asked");
    }
  }

  private void wake(String uid) {
    try {
      wakeUp.accept(uid);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "nobody could be woken for release " + uid, e);
    }
  }
}
