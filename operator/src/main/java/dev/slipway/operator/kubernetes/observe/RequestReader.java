package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Analysis;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.MetricsEndpoint;
import dev.slipway.api.v1alpha1.Plan;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.analysis.MetricsSource;
import dev.slipway.operator.analysis.PodAddress;
import dev.slipway.operator.analysis.RequestWatch;
import dev.slipway.operator.analysis.WatchTarget;
import dev.slipway.operator.kubernetes.children.JobFactory;
import dev.slipway.operator.release.Answers;
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks for a judgement of the requests that the attempt's pods answered. */
public final class RequestReader {
  private static final String DEFAULT_PATH = "/metrics";

  private final RequestWatch watch;

  public RequestReader(RequestWatch watch) {
    this.watch = watch;
  }

  Judgement judge(
      BackendRelease release,
      Optional<ReleaseRecord> record,
      Memory memory,
      Children children,
      Instant now) {
    var uid = release.getMetadata().getUid();
    var plan = record.map(r -> r.getSpec().plan()).orElse(null);
    var analysis = plan == null ? null : plan.analysis();
    var metrics = analysis == null ? null : analysis.metrics();
    if (plan == null || analysis == null || metrics == null || !watched(memory.phase())) {
      watch.forget(uid);
      return new Judgement.NotAsked();
    }
    var judgement = watch.judge(target(uid, plan, analysis, metrics, memory, children), now);
    return judged(memory.phase()) ? judgement : new Judgement.NotAsked();
  }

  /** How the serving version's answers end, while an attempt is watched. */
  Answers old(BackendRelease release) {
    return watch.old(release.getMetadata().getUid());
  }

  /** What a running Job's pod says of its work. */
  Optional<String> progress(BackendRelease release, List<Pod> runners) {
    return watch
        .progress(
            release.getMetadata().getUid(),
            addresses(runners, JobFactory.REPORT_PORT),
            JobFactory.REPORT_PORT)
        .map(Redaction::of);
  }

  void forget(String uid) {
    watch.forget(uid);
    watch.progress(uid, List.of(), JobFactory.REPORT_PORT);
  }

  private static boolean judged(Phase phase) {
    return phase instanceof Phase.RollingOut
        || phase instanceof Phase.Smoking
        || phase instanceof Phase.Baking;
  }

  /** From the check on: what the old version has then is what it is compared with. */
  private static boolean watched(Phase phase) {
    return judged(phase)
        || phase instanceof Phase.Checking
        || phase instanceof Phase.Migrating
        || phase instanceof Phase.Inspecting
        || phase instanceof Phase.Settling;
  }

  private static WatchTarget target(
      String uid,
      Plan plan,
      Analysis analysis,
      MetricsEndpoint metrics,
      Memory memory,
      Children children) {
    var path = metrics.path();
    var number = memory.trying().number();
    var old = memory.serving().map(s -> Observer.podsOf(children, s.number())).orElse(List.of());
    return new WatchTarget(
        uid,
        number,
        addresses(Observer.podsOf(children, number), metrics.port()),
        addresses(old, metrics.port()),
        new MetricsSource(
            metrics.port(), path == null ? DEFAULT_PATH : path, SeriesReader.read(plan)),
        LimitsReader.read(analysis, memory.trying().baseline()));
  }

  /** Only pods in a network of their own, on a port they declare: scraping is no way in. */
  private static List<PodAddress> addresses(List<Pod> pods, int port) {
    return pods.stream()
        .filter(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null)
        // A pod that is not ready gets no requests; its silence says nothing.
        .filter(pod -> new PodSight(pod).ready())
        .filter(pod -> !Boolean.TRUE.equals(pod.getSpec().getHostNetwork()))
        .filter(pod -> declares(pod, port))
        .map(pod ->
            new PodAddress(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getStatus().getPodIP()))
        .toList();
  }

  private static boolean declares(Pod pod, int port) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .anyMatch(declared -> Integer.valueOf(port).equals(declared.getContainerPort()));
  }
}
