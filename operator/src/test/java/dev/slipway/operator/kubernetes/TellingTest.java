package dev.slipway.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What a release tells those who run the operator: a log line for each decision, and meters. */
@Isolated("it hears what all operators of the process log")
@EnableKubernetesMockClient(
    crud = true,
    https = false,
    kubernetesClientBuilderCustomizer = Writings.class)
class TellingTest {
  private final Logger decisions = (Logger) LoggerFactory.getLogger("dev.slipway.decision");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  KubernetesClient client;
  private World world;

  @BeforeEach
  void oneGoodReleaseAndOneBad() {
    lines.start();
    decisions.addAppender(lines);
    decisions.setLevel(Level.INFO);
    decisions.setAdditive(false);
    world = new World(client);
    world.apply(Shop.version("1"));
    world.settle();
    world.cluster.crashes("2");
    world.apply(Shop.version("2"));
    world.settle();
  }

  @AfterEach
  void stop() {
    decisions.detachAppender(lines);
    decisions.setLevel(null);
    decisions.setAdditive(true);
  }

  @Test
  void eachMoveIsOneLineThatSaysWhoseFromWhereToWhereAndWhy() {
    assertThat(lines.list)
        .extracting(TellingTest::move)
        .contains(
            "demo/shop Resting -> Checking because Checking",
            "demo/shop Checking -> Migrating because Migrating",
            "demo/shop RollingOut -> GoingBack because PodsCrash",
            "demo/shop SmokingBack -> Resting because PodsCrash");
    assertThat(lines.list).allSatisfy(line -> assertThat(line.getFormattedMessage()).isNotBlank());
  }

  @Test
  void endingsTurnsAndPhasesAreCounted() {
    assertThat(count("slipway.release.outcomes", "outcome", "Succeeded")).isEqualTo(1);
    assertThat(count("slipway.release.outcomes", "outcome", "RolledBack")).isEqualTo(1);
    assertThat(count("slipway.rollbacks", "reason", "PodsCrash")).isEqualTo(1);
    assertThat(
            world.registry.get("slipway.phase.duration").tag("phase", "Checking").timer().count())
        .isEqualTo(2);
  }

  @Test
  void noMeterIsNamedAfterARelease() {
    assertThat(world.registry.getMeters())
        .isNotEmpty()
        .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain(Shop.NAMESPACE));
  }

  private double count(String name, String tag, String value) {
    return world.registry.get(name).tag(tag, value).counter().count();
  }

  private static String move(ILoggingEvent line) {
    var pairs = line.getKeyValuePairs();
    var said =
        (pairs == null ? List.<KeyValuePair>of() : pairs)
            .stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    return "%s/%s %s -> %s because %s"
        .formatted(
            said.get("namespace"),
            said.get("release"),
            said.get("phase"),
            said.get("next"),
            said.get("reason"));
  }
}
