package dev.slipway.operator.kubernetes.status;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecordStatus;
import dev.slipway.api.v1alpha1.SchemaRecord;
import dev.slipway.api.v1alpha1.SchemaStatus;
import dev.slipway.operator.kubernetes.observe.Told;
import dev.slipway.operator.release.Result;
import dev.slipway.operator.release.Result.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the schema: it is made from everything that the attempt's Jobs said and not
 * from what was heard last, because whoever heard that may have died before it was told here.
 */
final class SchemaStory {
  private static final int MOST_FILES = 200;
  private static final int MOST_NOTES = 20;
  private static final int LONGEST_NOTE = 1024;

  private SchemaStory() {}

  static @Nullable SchemaRecord of(
      @Nullable ReleaseRecordStatus old, Told told, BackendRelease release) {
    var known = old == null ? null : old.schema();
    if (told.equals(Told.NOTHING)) {
      return known;
    }
    var before = before(known, told, release);
    var after =
        told.database().stream()
            .flatMap(result -> result.current().stream())
            .reduce((_, newer) -> newer)
            .or(() -> Optional.ofNullable(known).map(SchemaRecord::after))
            .orElse(before);
    return before == null && after == null
        ? known
        : new SchemaRecord(
            before,
            after,
            applied(known, told),
            told.trace().before().orElse(known == null ? null : known.fingerprintBefore()),
            told.trace().after().orElse(known == null ? null : known.fingerprintAfter()),
            notes(known, told));
  }

  /** Once it is told it stays: the release's own status may have moved on since. */
  private static @Nullable String before(
      @Nullable SchemaRecord known, Told told, BackendRelease release) {
    if (known != null) {
      return known.before();
    }
    var passed = told.check().filter(result -> result.verdict() == Verdict.DONE);
    if (passed.isPresent() && !told.database().isEmpty()) {
      // Also where it found no version: the release's status already tells what came of it.
      return passed.get().current().orElse(null);
    }
    var seen = Optional.ofNullable(release.getStatus()).map(status -> status.schema());
    return told.check()
        .flatMap(Result::current)
        .or(() -> seen.map(SchemaStatus::version))
        .orElse(null);
  }

  private static List<String> notes(@Nullable SchemaRecord known, Told told) {
    return told.trace().notes().isEmpty() && known != null
        ? known.notes()
        : told.trace().notes().stream()
            .limit(MOST_NOTES)
            .map(note -> note.substring(0, Math.min(note.length(), LONGEST_NOTE)))
            .toList();
  }

  private static List<String> applied(@Nullable SchemaRecord known, Told told) {
    var files = new LinkedHashSet<String>(known == null ? List.of() : known.applied());
    told.database().forEach(result -> files.addAll(result.applied()));
    return files.stream().limit(MOST_FILES).toList();
  }
}
