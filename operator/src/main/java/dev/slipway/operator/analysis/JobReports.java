package dev.slipway.operator.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.operator.analysis.PageFetch.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Asks the pods of Jobs that run how far they are. */
final class JobReports {
  /** A Job that ends sooner is not asked. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** People do not read faster, and each sentence is a write of the status. */
  private static final Duration READING_TIME = Duration.ofSeconds(5);

  private static final int LONGEST = 128 * 1024;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PageFetch pages;
  private final Executor executor;
  private final Consumer<String> wakeUp;
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  JobReports(PageFetch pages, Executor executor, Consumer<String> wakeUp) {
    this.pages = pages;
    this.executor = executor;
    this.wakeUp = wakeUp;
  }

  /**
   * A pod that is asked.
   *
   * @param next when to ask again
   * @param heard the last sentence
   * @param shown the sentence that people see
   * @param since when they see it
   */
  private record Asked(
      PodAddress pod, int port, Instant next, String heard, String shown, Instant since) {}

  Optional<String> progress(String uid, List<PodAddress> pods, int port, Instant now) {
    if (pods.isEmpty()) {
      asked.remove(uid);
      return Optional.empty();
    }
    var pod = pods.getFirst();
    var known =
        asked.compute(
            uid,
            (_, old) ->
                old != null && old.pod().equals(pod) && old.port() == port
                    ? old
                    : new Asked(pod, port, now.plus(INTERVAL), "", "", Instant.MIN));
    return Optional.of(known.shown()).filter(words -> !words.isEmpty());
  }

  void forget(String uid) {
    asked.remove(uid);
  }

  /** Asks whom it is time to ask, and wakes where there is something new to read. */
  void tick(Instant now) {
    for (var uid : asked.keySet()) {
      var before = asked.get(uid);
      var after = asked.computeIfPresent(uid, (_, one) -> turned(one, now));
      if (before == null || after == null) {
        continue;
      }
      if (!after.next().equals(before.next())) {
        executor.execute(() -> ask(uid, after));
      }
      if (!after.shown().equals(before.shown())) {
        wakeUp.accept(uid);
      }
    }
  }

  private static Asked turned(Asked one, Instant now) {
    var fresh = !one.heard().equals(one.shown()) && !now.isBefore(readable(one.since()));
    return new Asked(
        one.pod(),
        one.port(),
        now.isBefore(one.next()) ? one.next() : now.plus(INTERVAL),
        one.heard(),
        fresh ? one.heard() : one.shown(),
        fresh ? now : one.since());
  }

  private static Instant readable(Instant since) {
    return since.equals(Instant.MIN) ? since : since.plus(READING_TIME);
  }

  private void ask(String uid, Asked one) {
    if (pages.fetch(one.pod(), one.port(), "/report") instanceof Answer.Page(String text)) {
      var words = sentence(text);
      words.ifPresent(it -> asked.computeIfPresent(uid, (_, now) -> heard(now, one.pod(), it)));
    }
  }

  private static Asked heard(Asked now, PodAddress from, String words) {
    return now.pod().equals(from)
        ? new Asked(now.pod(), now.port(), now.next(), words, now.shown(), now.since())
        : now;
  }

  /** The runner's own words, from a pod that a tenant could have tampered with. */
  private static Optional<String> sentence(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var json = JSON.readTree(text);
      // Once it has ended, its termination message tells, and the phase goes on.
      return json != null && json.path("state").asText("").equals("Running")
          ? Optional.of(json.path("message").asText("")).filter(words -> !words.isBlank())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
