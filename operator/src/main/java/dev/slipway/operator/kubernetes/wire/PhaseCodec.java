package dev.slipway.operator.kubernetes.wire;

import dev.slipway.api.v1alpha1.PhaseStatus;
import dev.slipway.operator.release.Growth;
import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Reason;
import dev.slipway.operator.release.Relogin;
import dev.slipway.operator.release.Retries;
import dev.slipway.operator.release.Ruling.Acceptance;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Phases as type and strings. Total in both directions for everything this version writes. */
public final class PhaseCodec {
  private PhaseCodec() {}

  public static String type(Phase phase) {
    return phase.getClass().getSimpleName();
  }

  public static PhaseStatus write(Phase phase) {
    return new PhaseStatus(type(phase), fields(phase));
  }

  private static Map<String, String> fields(Phase phase) {
    return switch (phase) {
      case Phase.Resting _ -> Map.of();
      case Phase.Checking p -> {
        var fields = retries(Map.of("deadline", p.deadline().toString()), p.retries());
        yield p.gatedSince().map(at -> with(fields, "gatedSince", at.toString())).orElse(fields);
      }
      case Phase.Migrating p ->
          vouched(
              Map.of(
                  "tries",
                  Integer.toString(p.tries()),
                  "launched",
                  Boolean.toString(p.launched()),
                  "notBefore",
                  p.notBefore().toString()),
              p.vouched());
      case Phase.Inspecting p -> Map.of("tries", Integer.toString(p.tries()));
      case Phase.Settling p ->
          Map.of(
              "until",
              p.until().toString(),
              "deadline",
              p.deadline().toString(),
              "thenStop",
              Boolean.toString(p.thenStop()),
              "story",
              p.story());
      case Phase.RollingOut p -> Map.of("deadline", p.deadline().toString());
      case Phase.Smoking p ->
          growth(retries(Map.of("deadline", p.deadline().toString()), p.retries()), p.growth());
      case Phase.Baking p ->
          relogin(
              growth(
                  Map.of("until", p.until().toString(), "extended", Boolean.toString(p.extended())),
                  p.growth()),
              p.relogin());
      case Phase.Promoting p -> Map.of("reason", p.reason().camel());
      case Phase.GoingBack p ->
          with(back(p.why(), p.story(), p.deadline()), "patientUntil", p.patientUntil().toString());
      case Phase.SmokingBack p -> retries(back(p.why(), p.story(), p.deadline()), p.retries());
    };
  }

  private static Map<String, String> back(Reason why, String story, Instant deadline) {
    return Map.of("why", why.camel(), "story", story, "deadline", deadline.toString());
  }

  private static Map<String, String> retries(Map<String, String> fields, Retries retries) {
    return with(
        with(fields, "retries", Integer.toString(retries.used())),
        "notBefore",
        retries.notBefore().toString());
  }

  private static Map<String, String> growth(Map<String, String> fields, Optional<Growth> growth) {
    return growth
        .map(g ->
            with(
                with(fields, "grownFrom", Integer.toString(g.from())),
                "grownAt",
                g.at().toString()))
        .orElse(fields);
  }

  private static Map<String, String> vouched(
      Map<String, String> fields, Optional<Acceptance> vouched) {
    return vouched
        .map(acceptance ->
            with(
                with(fields, "vouchedBy", acceptance.by()),
                "vouchedFor",
                String.join(",", acceptance.files())))
        .orElse(fields);
  }

  private static Map<String, String> relogin(
      Map<String, String> fields, Optional<Relogin> relogin) {
    return relogin
        .map(login ->
            with(
                with(fields, "loginAt", login.next().toString()),
                "loginFailed",
                Integer.toString(login.failed())))
        .orElse(fields);
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    var more = new TreeMap<>(fields);
    more.put(name, value);
    return more;
  }

  /**
   * Reads a phase back.
   *
   * @throws UnknownWriting where a later version wrote something this one does not know
   */
  public static Phase read(PhaseStatus status) {
    var fields = new Fields(status);
    return switch (status.type()) {
      case "Resting" -> new Phase.Resting();
      case "Checking" ->
          new Phase.Checking(fields.instant("deadline"), fields.retries(), fields.gatedSince());
      case "Migrating" ->
          new Phase.Migrating(
              fields.number("tries"),
              fields.yes("launched"),
              fields.instant("notBefore"),
              fields.vouched());
      case "Inspecting" -> new Phase.Inspecting(fields.number("tries"));
      case "Settling" ->
          new Phase.Settling(
              fields.instant("until"),
              fields.instant("deadline"),
              fields.yes("thenStop"),
              fields.text("story"));
      case "RollingOut" -> new Phase.RollingOut(fields.instant("deadline"));
      case "Smoking" ->
          new Phase.Smoking(fields.instant("deadline"), fields.retries(), fields.growth());
      case "Baking" ->
          new Phase.Baking(
              fields.instant("until"), fields.yes("extended"), fields.growth(), fields.relogin());
      case "Promoting" -> new Phase.Promoting(Reasons.read(fields.text("reason")));
      case "GoingBack" ->
          new Phase.GoingBack(
              Reasons.read(fields.text("why")),
              fields.text("story"),
              fields.instant("patientUntil"),
              fields.instant("deadline"));
      case "SmokingBack" ->
          new Phase.SmokingBack(
              Reasons.read(fields.text("why")),
              fields.text("story"),
              fields.instant("deadline"),
              fields.retries());
      default -> throw new UnknownWriting("phase " + status.type());
    };
  }

  private record Fields(PhaseStatus status) {
    String text(String name) {
      var value = status.fields().get(name);
      if (value == null) {
        throw new UnknownWriting("phase " + status.type() + " without " + name);
      }
      return value;
    }

    Instant instant(String name) {
      try {
        return Instant.parse(text(name));
      } catch (DateTimeParseException e) {
        throw new UnknownWriting("phase " + status.type() + " with an odd " + name);
      }
    }

    Optional<Instant> gatedSince() {
      return status.fields().containsKey("gatedSince")
          ? Optional.of(instant("gatedSince"))
          : Optional.empty();
    }

    Retries retries() {
      return new Retries(number("retries"), instant("notBefore"));
    }

    Optional<Growth> growth() {
      return status.fields().containsKey("grownFrom")
          ? Optional.of(new Growth(number("grownFrom"), instant("grownAt")))
          : Optional.empty();
    }

    Optional<Acceptance> vouched() {
      var files = status.fields().getOrDefault("vouchedFor", "");
      return Optional.ofNullable(status.fields().get("vouchedBy"))
          .map(by ->
              new Acceptance(by, files.isEmpty() ? List.of() : List.of(files.split(",", -1))));
    }

    Optional<Relogin> relogin() {
      return status.fields().containsKey("loginAt")
          ? Optional.of(new Relogin(instant("loginAt"), number("loginFailed")))
          : Optional.empty();
    }

    int number(String name) {
      try {
        return Integer.parseInt(text(name));
      } catch (NumberFormatException e) {
        throw new UnknownWriting("phase " + status.type() + " with an odd " + name);
      }
    }

    boolean yes(String name) {
      return Boolean.parseBoolean(text(name));
    }
  }
}
