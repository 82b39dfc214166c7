package dev.slipway.operator.kubernetes.children;

import dev.slipway.api.v1alpha1.Migrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an init container copies out of the image, and where to.
 *
 * @param copied as {@code cp -r} takes it
 * @param volumePath folder in the volume
 * @param inside folder in the jar that is copied; empty where a directory is
 */
record MigrationSource(String copied, String volumePath, Optional<String> inside) {
  private static final String JAR = "jar:";

  /** The path of the object first, then its others. */
  static List<MigrationSource> of(Migrations migrations) {
    var sources = new ArrayList<MigrationSource>();
    sources.add(of(migrations.path(), "migrations"));
    if (migrations.morePaths() != null) {
      for (var path : migrations.morePaths()) {
        sources.add(of(path, "migrations-" + (sources.size() + 1)));
      }
    }
    return sources;
  }

  private static MigrationSource of(String path, String volumePath) {
    var end = path.indexOf("!/");
    return path.startsWith(JAR) && end > 0
        ? new MigrationSource(
            path.substring(JAR.length(), end), volumePath, Optional.of(path.substring(end + 2)))
        : new MigrationSource(path + "/.", volumePath, Optional.empty());
  }

  /** Where a container finds it. */
  String mountPath() {
    return "/slipway/" + volumePath;
  }
}
