package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.MigrationTool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which release a migration history belongs to, where several of a namespace ask for one: to the
 * one that serves, else to the one that was there first. That is an order in which exactly one is
 * first, so no two wait for each other.
 */
final class Claims {
  private static final Comparator<BackendRelease> ORDER =
      Comparator.<BackendRelease, Boolean>comparing(release -> !serves(release))
          .thenComparing(release -> text(release.getMetadata().getCreationTimestamp()))
          .thenComparing(release -> release.getMetadata().getName());

  /**
   * A history, as far as specs tell. Two Secrets may name one database; then the lock in it tells.
   */
  private record History(String secret, String schema, String table) {}

  private Claims() {}

  /**
   * Another release that comes before this one.
   *
   * @param all releases of the namespace, this one included
   * @return a sentence that names it
   */
  static Optional<String> before(BackendRelease release, List<BackendRelease> all) {
    var wanted = history(release);
    return all.stream()
        .filter(other -> !other.getMetadata().getName().equals(release.getMetadata().getName()))
        .filter(other -> wanted.isPresent() && history(other).equals(wanted))
        .filter(other -> ORDER.compare(other, release) < 0)
        .min(ORDER)
        .map(other -> words(other, wanted.orElseThrow()));
  }

  private static String words(BackendRelease other, History history) {
    return "waits for the release %s, which migrates %s.%s in the database of the Secret %s; this one begins when that one is deleted or asks for it no more"
        .formatted(
            other.getMetadata().getName(), history.schema(), history.table(), history.secret());
  }

  @SuppressWarnings("ConstantValue") // the wire is tolerant: required members may be missing
  private static Optional<History> history(BackendRelease release) {
    var spec = release.getSpec();
    var migrations = spec == null ? null : spec.migrations();
    var database = spec == null ? null : spec.database();
    var migrator = database == null ? null : database.migrator();
    if (migrations == null || database == null || migrator == null || migrator.secret() == null) {
      return Optional.empty();
    }
    var schemas = database.schemas();
    var table = migrations.historyTable();
    return Optional.of(
        new History(
            migrator.secret(),
            schemas.isEmpty() ? "public" : schemas.getFirst(),
            table == null ? usual(migrations.tool()) : table));
  }

  private static String usual(@Nullable MigrationTool tool) {
    return tool == MigrationTool.SQL ? "schema_migrations" : "flyway_schema_history";
  }

  private static boolean serves(BackendRelease release) {
    return release.getStatus() != null && release.getStatus().serving() != null;
  }

  private static String text(@Nullable String timestamp) {
    return timestamp == null ? "" : timestamp;
  }
}
