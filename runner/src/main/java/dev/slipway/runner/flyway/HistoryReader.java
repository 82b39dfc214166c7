package dev.slipway.runner.flyway;

import dev.slipway.runner.tool.Finding;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.MigrationFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Puts Flyway's states into the few words that matter here. */
final class HistoryReader {
  private static final Set<MigrationState> GONE =
      Set.of(MigrationState.UNDONE, MigrationState.DELETED, MigrationState.SUPERSEDED);

  private final List<MigrationInfo> all;

  private HistoryReader(MigrationInfo[] all) {
    this.all = List.of(all);
  }

  static History read(MigrationInfo[] all, MigrationInfo[] pending) {
    HistoryReader reader = new HistoryReader(all);
    return new History(
        reader.newest(reader::applied),
        reader.newest(i -> i.getState().isResolved()),
        Arrays.stream(pending).map(FlywayFile::of).toList(),
        reader.inOrder(),
        reader.failed(),
        reader.ahead(),
        reader.findings());
  }

  private boolean applied(MigrationInfo info) {
    MigrationState state = info.getState();
    return state.isApplied() && !state.isFailed() && !GONE.contains(state);
  }

  private List<History.Failed> failed() {
    return all.stream()
        .filter(i -> i.getState().isFailed())
        .map(i -> new History.Failed(i.getScript(), file(i)))
        .toList();
  }

  /** Flyway calls it FAILED, not MISSING_FAILED or FUTURE_FAILED, where the file is here. */
  private static Optional<MigrationFile> file(MigrationInfo failed) {
    return failed.getState() == MigrationState.FAILED
        ? Optional.of(FlywayFile.of(failed))
        : Optional.empty();
  }

  private List<String> ahead() {
    return all.stream()
        .filter(i -> i.getState() == MigrationState.FUTURE_SUCCESS)
        .map(FlywayFile::label)
        .toList();
  }

  private List<History.Applied> inOrder() {
    return all.stream()
        .filter(this::applied)
        .filter(info -> info.getVersion() != null || !info.getType().isSynthetic())
        .sorted(Comparator.comparing(MigrationInfo::getInstalledRank))
        .map(info ->
            new History.Applied(
                FlywayFile.label(info), info.getScript(), !info.getType().isSynthetic()))
        .toList();
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (MigrationInfo info : all) {
      if (info.getState() == MigrationState.MISSING_SUCCESS) {
        findings.add(Finding.missing(info.getScript()));
      } else if (info.getState() == MigrationState.IGNORED) {
        findings.add(Finding.outOfOrder(info.getScript()));
      } else if (edited(info)) {
        findings.add(Finding.edited(info.getScript()));
      }
    }
    return findings;
  }

  private boolean edited(MigrationInfo info) {
    return applied(info)
        && info.getVersion() != null
        && info.getResolvedChecksum() != null
        && info.getAppliedChecksum() != null
        && !Objects.equals(info.getResolvedChecksum(), info.getAppliedChecksum());
  }

  private @Nullable String newest(Predicate<MigrationInfo> which) {
    Optional<MigrationVersion> newest =
        all.stream()
            .filter(which)
            .map(MigrationInfo::getVersion)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder());
    return newest.map(MigrationVersion::getVersion).orElse(null);
  }
}
