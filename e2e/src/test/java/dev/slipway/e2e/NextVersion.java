package dev.slipway.e2e;

import java.util.function.UnaryOperator;

/** Edits of a version's file, for scenarios about versions that misbehave. */
final class NextVersion {
  static final String ALL_FAIL = "{\"routes\":[{\"path\":\"/api/orders\",\"errorRate\":1}]}";

  private NextVersion() {}

  /** The next version: of the same image, so that no migration comes with it. */
  static UnaryOperator<String> of(String faults, UnaryOperator<String> edit) {
    return text ->
        misbehaving(
            faults,
            edit.apply(
                text.replace("version: \"1\"", "version: \"1.1\"")
                    .replace("value: \"1\"", "value: \"1.1\"")));
  }

  /**
   * Any version.
   *
   * @param faults the backend's FAULT_PLAN
   */
  static String misbehaving(String faults, String release) {
    return release.replaceFirst(
        "(?m)^( +)env: *$", "$1env:\n$1  - {name: FAULT_PLAN, value: '" + faults + "'}");
  }

  static String baking(String span, String release) {
    return release.replaceAll("(?m)^  bake: .*$", "  bake: " + span);
  }

  /** All old pods stay until the bake is over. */
  static String standingBy(String release) {
    return release.replace(
        "rollback: {automatic: true", "rollback: {automatic: true, standby: Full");
  }

  /** Version 2 with two files, of which the first takes long. */
  static String migratingSlowly(String release) {
    return release
        .replace("version: \"2\"", "version: \"slow\"")
        .replace("value: \"2\"", "value: \"slow\"")
        .replace("backend:2", "backend:slow");
  }

  /** Between one new pod and the next. */
  static String pausing(String span, String release) {
    return release.replaceAll("delay: [0-9a-z]+", "delay: " + span);
  }

  /** Stays as it is where it fails, for people to look at. */
  static String heldWhereItFails(String release) {
    return release.replace("rollback: {automatic: true", "rollback: {automatic: false");
  }

  /** Says nothing of its size, as a file should where there is an autoscaler. */
  static String sizedByOthers(String release) {
    return release.replaceFirst("(?m)^  replicas: .*\\R", "");
  }

  static String pods(int count, String release) {
    return Released.pods(count, release);
  }
}
