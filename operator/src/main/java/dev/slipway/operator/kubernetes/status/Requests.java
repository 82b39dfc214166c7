package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.api.v1alpha1.RequestRecord;
import dev.slipway.api.v1alpha1.RequestVerb;
import dev.slipway.operator.kubernetes.observe.Look;
import dev.slipway.operator.kubernetes.observe.RulingReader;
import dev.slipway.operator.release.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people have decided about an attempt, as its record keeps it. */
final class Requests {
  private static final int MOST = 20;

  private Requests() {}

  /** With the approvals that are there by now. */
  static List<RequestRecord> upTo(@Nullable ReleaseRecordStatus old, Look look) {
    var known = new ArrayList<>(old == null ? List.<RequestRecord>of() : old.requests());
    if (look.record().isEmpty()) {
      return known;
    }
    var spec = look.record().get().getSpec();
    var startedAt = spec.createdAt() == null ? Instant.EPOCH : spec.createdAt();
    RulingReader.approvals(
            spec.backend(), spec.number().intValue(), startedAt, look.children().requests())
        .stream()
        .filter(request ->
            known.stream().noneMatch(r -> request.getMetadata().getName().equals(r.name())))
        .limit(Math.max(0, MOST - known.size()))
        .map(request ->
            new RequestRecord(
                request.getMetadata().getName(),
                RequestVerb.APPROVE,
                request.getSpec().requestedBy(),
                request.getSpec().reason(),
                List.of(),
                RulingReader.madeAt(request)))
        .toList()
        .forEach(known::add);
    return known;
  }

  /** What a person has found in the database. */
  static void add(List<RequestRecord> requests, Ruling ruling, Instant now) {
    if (requests.size() < MOST) {
      requests.add(
          new RequestRecord(
              ruling.id().split(" ", 2)[0],
              RequestVerb.RESOLVE,
              ruling.by(),
              ruling.why(),
              ruling.applied(),
              now));
    }
  }
}
