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
    return with(p, p.migrates(), p.smokes(), rolling, p.automaticRollback(), p.standby());
  }

  static Plan withoutSmoke(Plan p) {
    return with(p, p.migrates(), false, p.rolling(), p.automaticRollback(), p.standby());
  }

  static Plan withoutMigration(Plan p) {
    return with(p, false, p.smokes(), p.rolling(), p.automaticRollback(), p.standby());
  }

  static Plan withoutAutomaticRollback(Plan p) {
    return with(p, p.migrates(), p.smokes(), p.rolling(), false, p.standby());
  }

  /** All old pods stay until the bake is over. */
  static Plan standby(Plan p) {
    return with(p, p.migrates(), p.smokes(), p.rolling(), p.automaticRollback(), true);
  }

  static Rolling pausing(Duration delay) {
    return new Rolling(1, 0, delay);
  }

  private static Plan with(
      Plan p,
      boolean migrates,
      boolean smokes,
      Rolling rolling,
      boolean automaticRollback,
      boolean standby) {
    return new Plan(
        p.hash(),
        p.version(),
        migrates,
        smokes,
        rolling,
        p.judgesErrors(),
        p.unhealthyAfter(),
        p.bake(),
        p.progressDeadline(),
        automaticRollback,
        p.logsIn(),
        standby);
  }
}
