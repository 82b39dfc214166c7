package dev.slipway.operator.analysis;

import dev.slipway.operator.analysis.PageFetch.Answer;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One release under watch: the look that is going on, and the evidence so far. */
final class Watched {
  private final Requests requests = new Requests();
  private final Map<String, Look.Sample> answers = new HashMap<>();
  private final Set<String> inFlight = new HashSet<>();
  private final Set<String> waitedFor = new HashSet<>();
  private final Map<String, String> troubles = new HashMap<>();
  private WatchTarget target;
  private Evidence evidence;
  private Optional<Judgement> proven = Optional.empty();
  private Instant lastAsked;
  private Class<?> told = Judgement.NotEnoughData.class;
  private boolean looking;

  Watched(WatchTarget target, Instant now) {
    this.target = target.ofFewPods();
    this.evidence = Evidence.none(target.limits(), now);
    this.lastAsked = now;
  }

  synchronized Judgement judge(WatchTarget wanted, Instant now) {
    if (wanted.number() != target.number() || !wanted.limits().equals(evidence.limits())) {
      evidence = Evidence.none(wanted.limits(), now);
      proven = Optional.empty();
      answers.clear();
    }
    target = wanted.ofFewPods();
    lastAsked = now;
    evidence = evidence.asking(!wanted.candidatePods().isEmpty(), !wanted.oldPods().isEmpty(), now);
    var uids = pods().map(PodAddress::uid).collect(Collectors.toSet());
    requests.keepOnly(uids);
    troubles.keySet().retainAll(uids);
    waitedFor.retainAll(uids);
    var judgement = judgement(now);
    told = judgement.getClass();
    return judgement;
  }

  /** How the old version answers. */
  synchronized Answers old() {
    return evidence.old();
  }

  synchronized Duration unasked(Instant now) {
    return Duration.between(lastAsked, now);
  }

  synchronized WatchTarget target() {
    return target;
  }

  /** Opens a look, ending the one before whether or not everybody has answered. */
  synchronized List<PodAddress> look(Instant now) {
    if (looking) {
      close(now);
    }
    var asked = pods().filter(pod -> !inFlight.contains(pod.uid())).toList();
    asked.forEach(pod -> inFlight.add(pod.uid()));
    // Pods that were silent at the last look do not hold up the others.
    asked.stream()
        .map(PodAddress::uid)
        .filter(uid -> !troubles.containsKey(uid))
        .forEach(waitedFor::add);
    looking = true;
    return asked;
  }

  /** Takes an answer in; true where it completes the look and changes the kind of judgement. */
  boolean answered(PodAddress pod, Answer answer, Instant now) {
    return switch (answer) {
      case Answer.Silence(String why) -> took(pod, Optional.empty(), why, now);
      case Answer.Page(String text) ->
          took(pod, MetricsPage.read(text, series()), "its answer is no page of metrics", now);
    };
  }

  private synchronized RequestSeries series() {
    return new RequestSeries(target.source().series());
  }

  private synchronized boolean took(
      PodAddress pod, Optional<Counters> counters, String trouble, Instant now) {
    inFlight.remove(pod.uid());
    if (pods().anyMatch(known -> known.uid().equals(pod.uid()))) {
      note(pod.uid(), counters, trouble);
    }
    var waited = waitedFor.remove(pod.uid());
    if (!looking || !waitedFor.isEmpty() || (!waited && !inFlight.isEmpty())) {
      return false;
    }
    close(now);
    return changed(now);
  }

  /** Whether the kind of judgement is another than was told last; says so once. */
  synchronized boolean changed(Instant now) {
    var kind = judgement(now).getClass();
    var changed = !kind.equals(told);
    told = kind;
    return changed;
  }

  private void note(String uid, Optional<Counters> counters, String trouble) {
    counters.ifPresentOrElse(
        counted -> {
          troubles.remove(uid);
          answers.merge(uid, requests.since(uid, counted), Look.Sample::plus);
        },
        () -> troubles.put(uid, trouble));
  }

  private void close(Instant now) {
    looking = false;
    waitedFor.clear();
    evidence =
        evidence.after(
            new Look(
                now,
                answersOf(target.candidatePods()),
                answersOf(target.oldPods()),
                target.candidatePods().stream()
                    .map(PodAddress::uid)
                    .filter(troubles::containsKey)
                    .findFirst()
                    .map(troubles::get)));
    answers.clear();
  }

  private Map<String, Look.Sample> answersOf(List<PodAddress> group) {
    var part = new HashMap<String, Look.Sample>();
    group.stream()
        .map(PodAddress::uid)
        .forEach(uid -> Optional.ofNullable(answers.get(uid)).ifPresent(t -> part.put(uid, t)));
    return part;
  }

  private Judgement judgement(Instant now) {
    if (proven.isEmpty()) {
      var judgement = Judge.judge(evidence, now);
      if (!(judgement instanceof Judgement.Fail)) {
        return judgement;
      }
      proven = Optional.of(judgement);
    }
    return proven.get();
  }

  private Stream<PodAddress> pods() {
    return Stream.concat(target.candidatePods().stream(), target.oldPods().stream());
  }
}
