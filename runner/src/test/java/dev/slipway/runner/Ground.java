package dev.slipway.runner;

import java.util.List;
import java.util.stream.Stream;

/** A tool on a server: what every tool promises is tested on each. */
public record Ground(String tool, int major) {

  /** Whether each tool meets each server, as in {@code make prove}, or each only one of them. */
  private static final boolean ALL = Boolean.getBoolean("slipway.grounds");

  /** Every tool on the oldest, a middle and the newest server; in a build every second of them. */
  public static List<Ground> all() {
    return ALL
        ? Stream.of("Flyway", "Sql")
            .flatMap(tool -> Stream.of(14, 16, 18).map(major -> new Ground(tool, major)))
            .toList()
        : List.of(new Ground("Flyway", 14), new Ground("Sql", 16), new Ground("Flyway", 18));
  }

  /** The same for what takes long: the second tool on the newest server only. */
  public static List<Ground> some() {
    return ALL
        ? List.of(new Ground("Flyway", 14), new Ground("Flyway", 18), new Ground("Sql", 18))
        : List.of(new Ground("Flyway", 14), new Ground("Sql", 18));
  }

  /** The tool's name for a file that is named as Flyway likes it. */
  String name(String flyway) {
    return tool.equals("Sql")
        ? flyway
            .replaceFirst("^V(\\d+)__", "$1_")
            .replaceFirst("^U(\\d+)__(.*)\\.sql$", "$1_$2.down.sql")
        : flyway;
  }

  String history() {
    return tool.equals("Sql") ? "shop.schema_migrations" : "shop.flyway_schema_history";
  }

  String order() {
    return tool.equals("Sql") ? "applied_at" : "installed_rank";
  }
}
