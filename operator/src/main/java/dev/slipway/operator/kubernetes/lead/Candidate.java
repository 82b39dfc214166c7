package dev.slipway.operator.kubernetes.lead;

import dev.slipway.operator.ops.ElectionTimes;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One who wants the lease. The client library's elector is not used: it compares the clocks of two
 * machines to find out whether a lease has ended, so that a wrong clock takes the lease of one who
 * is alive, and it does not hand a lease back when it is stopped while it renews.
 *
 * <p>Here a lease has ended when this process saw it stand still for as long as it lasts, or, so
 * that a new process need not wait that long, when it ended by the clock and also stands still.
 */
final class Candidate {
  /** What an attempt showed. */
  enum Standing {
    LEADS,
    ANOTHER_LEADS,
    /** Somebody wrote in between; the next attempt tells. */
    UNDECIDED
  }

  private record Seen(LeaseSpec spec, long nanos) {}

  static final String LEASE = "slipway-operator";

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;
  private final ElectionTimes times;
  private final Ticking clock;
  private @Nullable Seen seen;

  Candidate(
      KubernetesClient client,
      String namespace,
      String identity,
      ElectionTimes times,
      Ticking clock) {
    this.client = client;
    this.namespace = namespace;
    this.identity = identity;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Takes or renews the lease where that is allowed.
   *
   * @throws KubernetesClientException when the API server gives no answer, or refuses
   */
  Standing attempt() {
    try {
      var lease = resource().get();
      if (lease == null) {
        saw(client.resource(first()).create().getSpec());
        return Standing.LEADS;
      }
      var spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
      var since = since(spec);
      if (!ours(spec) && !free(spec) && !ended(spec, since)) {
        return Standing.ANOTHER_LEADS;
      }
      store(lease, taken(spec));
      return Standing.LEADS;
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT || e.getCode() == NOT_FOUND) {
        return Standing.UNDECIDED;
      }
      throw e;
    }
  }

  /** Hands the lease back, so that another one need not wait until it ends. */
  void release() {
    var lease = resource().get();
    if (lease != null && lease.getSpec() != null && ours(lease.getSpec())) {
      store(
          lease,
          new LeaseSpecBuilder(lease.getSpec())
              .withHolderIdentity("")
              .withLeaseDurationSeconds(1)
              .withRenewTime(now())
              .build());
    }
  }

  /** Who holds the lease, as far as this process has seen; empty: nobody. */
  String holder() {
    return seen == null ? "" : Objects.requireNonNullElse(seen.spec().getHolderIdentity(), "");
  }

  private Duration since(LeaseSpec spec) {
    var known = seen;
    if (known == null || !known.spec().equals(spec)) {
      saw(spec);
      return Duration.ZERO;
    }
    return Duration.ofNanos(clock.nanos() - known.nanos());
  }

  private void saw(LeaseSpec spec) {
    seen = new Seen(spec, clock.nanos());
  }

  private boolean ours(LeaseSpec spec) {
    return identity.equals(spec.getHolderIdentity());
  }

  private static boolean free(LeaseSpec spec) {
    return spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty();
  }

  /** By what its holder promised, which may be another setting than ours. */
  private boolean ended(LeaseSpec spec, Duration still) {
    var promised = spec.getLeaseDurationSeconds();
    var lasts = promised == null ? times.lease() : Duration.ofSeconds(promised);
    if (still.compareTo(lasts) >= 0) {
      return true;
    }
    var renewed = spec.getRenewTime();
    return still.compareTo(times.watching()) >= 0
        && (renewed == null || !now().isBefore(renewed.plus(lasts)));
  }

  private LeaseSpec taken(LeaseSpec before) {
    var keeps = ours(before);
    var changes = before.getLeaseTransitions() == null ? 0 : before.getLeaseTransitions();
    return new LeaseSpecBuilder()
        .withHolderIdentity(identity)
        .withLeaseDurationSeconds((int) times.lease().toSeconds())
        .withAcquireTime(keeps && before.getAcquireTime() != null ? before.getAcquireTime() : now())
        .withRenewTime(now())
        .withLeaseTransitions(keeps ? changes : changes + 1)
        .build();
  }

  private Lease first() {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(LEASE)
        .withNamespace(namespace)
        .endMetadata()
        .withSpec(new LeaseSpecBuilder(taken(new LeaseSpec())).withLeaseTransitions(0).build())
        .build();
  }

  /** A PUT with the resourceVersion that was read: of two who try, one gets a conflict. */
  private void store(Lease read, LeaseSpec next) {
    saw(client.resource(new LeaseBuilder(read).withSpec(next).build()).update().getSpec());
  }

  private Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(LEASE);
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZoneOffset.UTC);
  }
}
