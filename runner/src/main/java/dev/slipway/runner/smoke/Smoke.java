package dev.slipway.runner.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Environment;
import dev.slipway.runner.Result;
import dev.slipway.runner.Secrets;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the released version for its health, its readiness, its version, and logs in as a person
 * would. Whatever it is answered, only paths and status codes are repeated.
 */
public final class Smoke {
  private static final Logger LOG = LoggerFactory.getLogger(Smoke.class);

  private final Environment environment;
  private final Secrets secrets;
  private final Calls calls;

  private Smoke(Assignment assignment, URI target) {
    this.environment = assignment.environment();
    this.secrets = assignment.secrets();
    Duration total = environment.seconds("SLIPWAY_SMOKE_SECONDS", Duration.ofSeconds(60));
    this.calls = new Calls(target, new Budget(assignment.clock(), total), assignment.halt());
  }

  public static Result run(Assignment assignment) {
    Smoke smoke = new Smoke(assignment, target(assignment.environment()));
    try (Calls open = smoke.calls) {
      LOG.info("smoke begins");
      smoke.health();
      smoke.ready();
      smoke.version();
      smoke.login().ifPresent(smoke::me);
      return Result.of(Verdict.Done, "answered as it should: " + String.join(", ", open.passed()));
    }
  }

  private void health() {
    environment.text("SLIPWAY_SMOKE_HEALTH").ifPresent(calls::mustGet);
  }

  private void ready() {
    environment.text("SLIPWAY_SMOKE_READY").ifPresent(calls::mustGet);
  }

  /** The first place that carries a version decides; none is no fault, because not all tell. */
  private void version() {
    Optional<String> expected = environment.text("SLIPWAY_EXPECT_VERSION");
    if (expected.isEmpty()) {
      return;
    }
    List<String> places =
        Stream.of(
                environment.text("SLIPWAY_SMOKE_HEALTH"),
                Optional.of("/api/"),
                Optional.of("/health"))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    for (String place : places) {
      Optional<String> found = calls.find(place, "version");
      if (found.isPresent()) {
        mustBe(expected.get(), found.get(), place);
        return;
      }
    }
    LOG.info("no version is told at {}", places);
  }

  private void mustBe(String expected, String found, String place) {
    if (!expected.equals(found)) {
      String shown = found.matches("[A-Za-z0-9._+-]{1,63}") ? found : "something else";
      throw new Stop(
          Verdict.SmokeFailed,
          place + " answers version " + secrets.mask(shown) + ", not " + expected);
    }
    calls.passed("version " + expected);
  }

  private Optional<String> login() {
    Optional<String> path = environment.text("SLIPWAY_SMOKE_LOGIN");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> who = Map.of("username", key("username"), "password", key("password"));
    JsonNode answer = calls.mustPost(path.get(), who);
    String token = answer.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new Stop(Verdict.SmokeFailed, path.get() + " answers no access_token");
    }
    secrets.remember(token);
    return Optional.of(token);
  }

  private void me(String token) {
    environment
        .text("SLIPWAY_SMOKE_ME")
        .ifPresent(path -> calls.mustGet(path, Map.of("Authorization", "Bearer " + token)));
  }

  private String key(String name) {
    secrets.mustExist("smoke", "the keys username and password");
    return secrets
        .read("smoke", name)
        .orElseThrow(() -> Stop.badInput(secrets.called("smoke") + " has no key " + name));
  }

  private static URI target(Environment environment) {
    try {
      URI target = URI.create(environment.required("SLIPWAY_TARGET"));
      if (target.getHost() != null && List.of("http", "https").contains(target.getScheme())) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("the target is no address");
    }
    throw Stop.badInput("SLIPWAY_TARGET is not an http address");
  }
}
