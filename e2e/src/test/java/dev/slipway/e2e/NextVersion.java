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

  static String pods(int count, String release) {
    return release.replace("replicas: 3", "replicas: " + count);
  }
}
