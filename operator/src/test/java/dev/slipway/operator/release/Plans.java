package dev.slipway.operator.release;

import java.time.Duration;

/** The plan of {@link Given}, as it is or changed in one respect. */
final class Plans {
  private Plans() {}

  static Plan of(String version) {
    return new Plan(
        "hash-" + version,
        version,
        true,
        true,
        new Rolling(1, 0, Duration.ZERO),
        true,
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        true,
        false,
        false);
  }

  static Plan rolling(Plan p, Rolling rolling) {
    return new Plan(
        p.hash(),
        p.version(),
        p.migrates(),
        p.smokes(),
        rolling,
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        p.automaticRollback(),
        p.logsIn(),
        p.standby());
  }

  static Plan withoutSmoke(Plan p) {
    return new Plan(
        p.hash(),
        p.version(),
        p.migrates(),
        false,
        p.rolling(),
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        p.automaticRollback(),
        p.logsIn(),
        p.standby());
  }

  static Plan withoutMigration(Plan p) {
    return new Plan(
        p.hash(),
        p.version(),
        false,
        p.smokes(),
        p.rolling(),
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        p.automaticRollback(),
        p.logsIn(),
        p.standby());
  }

  static Plan withoutAutomaticRollback(Plan p) {
    return new Plan(
        p.hash(),
        p.version(),
        p.migrates(),
        p.smokes(),
        p.rolling(),
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        false,
        p.logsIn(),
        p.standby());
  }

  /** All old pods stay until the bake is over. */
  static Plan standby(Plan p) {
    return new Plan(
        p.hash(),
        p.version(),
        p.migrates(),
        p.smokes(),
        p.rolling(),
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        p.automaticRollback(),
        p.logsIn(),
        true);
  }

  static Rolling pausing(Duration delay) {
    return new Rolling(1, 0, delay);
  }
}
