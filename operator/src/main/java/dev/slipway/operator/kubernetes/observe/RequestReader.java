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
import dev.slipway.operator.release.Judgement;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks for a judgement of the requests that the attempt's pods answered. */
public final class RequestReader {
  private static final double DEFAULT_LIMIT = 0.05;
  private static final Duration DEFAULT_SUSTAINED = Duration.ofMinutes(5);
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
    if (plan == null || analysis == null || metrics == null || !judged(memory.phase())) {
      watch.forget(uid);
      return new Judgement.NotAsked();
    }
    return watch.judge(target(uid, plan, analysis, metrics, memory, children), now);
  }

  void forget(String uid) {
    watch.forget(uid);
  }

  private static boolean judged(Phase phase) {
    return phase instanceof Phase.RollingOut
        || phase instanceof Phase.Smoking
        || phase instanceof Phase.Baking;
  }

  private static WatchTarget target(
      String uid,
      Plan plan,
      Analysis analysis,
      MetricsEndpoint metrics,
      Memory memory,
      Children children) {
    var limit = analysis.errorRate();
    var max = limit == null ? null : limit.max();
    var lasting = limit == null ? null : limit.lasting();
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
        max == null ? DEFAULT_LIMIT : share(max),
        lasting == null ? DEFAULT_SUSTAINED : lasting.toDuration());
  }

  /** {@code 0.5%} is 0.005. */
  static double share(String percent) {
    return Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
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
