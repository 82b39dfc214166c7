package dev.slipway.operator.kubernetes.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operator.kubernetes.ApiServer;
import dev.slipway.operator.kubernetes.lead.Candidate.Standing;
import dev.slipway.operator.ops.ElectionTimes;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators that compete for the lease of a real API server. Seconds here pass by hand. */
@ExtendWith(ApiServer.Shared.class)
class ElectionTest {
  private static final String NAMESPACE = "default";

  private final HandClock clock = new HandClock();
  private final AtomicInteger lost = new AtomicInteger();
  private KubernetesClient client;

  @BeforeEach
  void noLease(ApiServer server) {
    client = server.client();
  }

  @AfterEach
  void forget() {
    client.leases().inNamespace(NAMESPACE).withName(Candidate.LEASE).delete();
  }

  @Test
  void whereThereIsNoLeaseTheFirstWhoAsksLeads() {
    assertThat(candidate("a").attempt()).isEqualTo(Standing.LEADS);

    assertThat(lease().getHolderIdentity()).isEqualTo("a");
    assertThat(lease().getLeaseDurationSeconds()).isEqualTo(9);
  }

  @Test
  void aContainerThatWasKilledTakesItsOwnLeaseAgainAtOnce() {
    candidate("pod-1").attempt();

    assertThat(candidate("pod-1").attempt()).isEqualTo(Standing.LEADS);

    assertThat(lease().getLeaseTransitions()).isZero();
  }

  @Test
  void anotherPodWaitsUntilTheLeaseEnds() {
    candidate("a").attempt();
    var b = candidate("b");

    for (int second = 0; second < 9; second++) {
      assertThat(b.attempt()).isEqualTo(Standing.ANOTHER_LEADS);
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(b.attempt()).isEqualTo(Standing.LEADS);
    assertThat(lease().getLeaseTransitions()).isEqualTo(1);
  }

  @Test
  void aPodThatComesLateDoesNotWaitAsLongAgain() {
    candidate("killed").attempt();
    clock.pass(Duration.ofHours(1));
    var late = candidate("late");

    assertThat(late.attempt()).isEqualTo(Standing.ANOTHER_LEADS);
    clock.pass(Duration.ofSeconds(3));

    assertThat(late.attempt()).isEqualTo(Standing.LEADS);
  }

  @Test
  void aLeaseThatWasHandedBackIsTakenAtOnce() {
    var a = candidate("a");
    a.attempt();
    a.release();

    assertThat(candidate("b").attempt()).isEqualTo(Standing.LEADS);
    assertThat(lease().getHolderIdentity()).isEqualTo("b");
  }

  @Test
  void aWrongClockDoesNotTakeTheLeaseOfOneWhoIsAlive() {
    var a = candidate("a");
    var wrong = new HandClock();
    wrong.turn(Duration.ofMinutes(10));
    var b = new Candidate(client, NAMESPACE, "b", ElectionTimes.DEFAULT, wrong);

    for (int second = 0; second < 20; second++) {
      assertThat(a.attempt()).isEqualTo(Standing.LEADS);
      assertThat(b.attempt()).isEqualTo(Standing.ANOTHER_LEADS);
      clock.pass(Duration.ofSeconds(1));
      wrong.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void nobodyHandsBackTheLeaseOfAnother() {
    candidate("a").attempt();

    candidate("b").release();

    assertThat(lease().getHolderIdentity()).isEqualTo("a");
  }

  @Test
  void whoCouldNotRenewMayNotActAnyMoreWhateverBecameOfItsThread() {
    var election = election("a");
    election.look();
    assertThat(election.leads()).isTrue();

    clock.pass(Duration.ofSeconds(6));

    assertThat(election.leads()).isFalse();
    assertThat(lost).hasValue(0);
  }

  @Test
  void whoSeesAnotherHolderEnds() {
    var election = election("a");
    election.look();
    clock.pass(Duration.ofSeconds(5));
    client.leases().inNamespace(NAMESPACE).withName(Candidate.LEASE).delete();
    candidate("b").attempt();

    election.look();

    assertThat(lost).hasValue(1);
    assertThat(election.leads()).isFalse();
  }

  @Test
  void whoEndsHandsItsLeaseBack() {
    var election = election("a");
    election.look();

    election.close();

    assertThat(election.leads()).isFalse();
    assertThat(lost).hasValue(0);
    assertThat(lease().getHolderIdentity()).isNullOrEmpty();
  }

  @Test
  void livenessSeesAnElectionThatStandsStill() {
    var election = election("a");
    election.look();
    assertThat(election.looks()).isTrue();

    clock.pass(Duration.ofMinutes(1));
    assertThat(election.looks()).isFalse();

    election.look();
    assertThat(election.looks()).isTrue();
  }

  @Test
  void anApiServerThatIsGoneIsNoReasonToStartAgainAsLongAsItIsAsked() {
    var gone =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:1")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    var election =
        new Election(
            new Candidate(gone, NAMESPACE, "a", ElectionTimes.DEFAULT, clock),
            ElectionTimes.DEFAULT,
            clock,
            () -> {},
            lost::incrementAndGet);
    clock.pass(Duration.ofMinutes(10));

    election.look();

    assertThat(election.looks()).isTrue();
    assertThat(election.leads()).isFalse();
  }

  private Candidate candidate(String identity) {
    return new Candidate(client, NAMESPACE, identity, ElectionTimes.DEFAULT, clock);
  }

  private Election election(String identity) {
    return new Election(
        candidate(identity), ElectionTimes.DEFAULT, clock, () -> {}, lost::incrementAndGet);
  }

  private LeaseSpec lease() {
    return client.leases().inNamespace(NAMESPACE).withName(Candidate.LEASE).require().getSpec();
  }
}
