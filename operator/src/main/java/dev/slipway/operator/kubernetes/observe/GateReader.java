package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.Approvals;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.Freeze;
import dev.slipway.operator.release.Attempt;
import dev.slipway.operator.release.Gate;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Phase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether an attempt may begin to change anything. The gates of the present spec count, so that a
 * person may open one that was declared too narrow; a change of them starts no release.
 */
final class GateReader {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private GateReader() {}

  static Gate read(BackendRelease release, Children children, Memory memory, Instant now) {
    if (!(memory.phase() instanceof Phase.Checking)) {
      return new Gate.Open();
    }
    var taken = Claims.before(release, children.releases());
    if (taken.isPresent()) {
      return new Gate.Taken(taken.get());
    }
    var gates = release.getSpec() == null ? null : release.getSpec().gates();
    if (gates == null) {
      return new Gate.Open();
    }
    var missing = new ArrayList<String>();
    if (gates.approvals() != null) {
      approvals(gates.approvals(), release, children, memory.trying()).ifPresent(missing::add);
    }
    var frozen =
        gates.freezes().stream()
            .filter(freeze -> FreezeTimes.until(freeze, now).isPresent())
            .max(Comparator.comparing(freeze -> FreezeTimes.until(freeze, now).orElseThrow()));
    frozen.ifPresent(
        freeze -> missing.add(words(freeze, FreezeTimes.until(freeze, now).orElseThrow())));
    return missing.isEmpty()
        ? new Gate.Open()
        : new Gate.Closed(
            "waits: " + String.join("; ", missing),
            frozen.flatMap(freeze -> FreezeTimes.until(freeze, now)));
  }

  private static Optional<String> approvals(
      Approvals wanted, BackendRelease release, Children children, Attempt attempt) {
    var by = have(wanted, release, children, attempt);
    var count = wanted.count() == null ? 1 : wanted.count();
    return by.size() >= count
        ? Optional.empty()
        : Optional.of(
            "%d of %d approvals of attempt %d are there%s; make a ReleaseRequest with verb Approve%s"
                .formatted(
                    by.size(),
                    count,
                    attempt.number(),
                    by.isEmpty() ? "" : " (" + String.join(", ", by) + ")",
                    wanted.by().isEmpty() ? "" : " as one of " + String.join(", ", wanted.by())));
  }

  private static List<String> have(
      Approvals wanted, BackendRelease release, Children children, Attempt attempt) {
    return RulingReader.approvals(
            release.getMetadata().getName(),
            attempt.number(),
            attempt.startedAt().truncatedTo(ChronoUnit.SECONDS),
            children.requests())
        .stream()
        .map(request -> request.getSpec().requestedBy())
        .filter(user -> wanted.by().isEmpty() || wanted.by().contains(user))
        .distinct()
        .toList();
  }

  private static String words(Freeze freeze, Instant until) {
    var zone = FreezeTimes.zoneName(freeze);
    return "frozen until %s %s%s"
        .formatted(
            LOCAL.format(until.atZone(ZoneId.of(zone))),
            zone,
            freeze.reason() == null ? "" : " (" + freeze.reason() + ")");
  }
}
