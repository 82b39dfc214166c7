package dev.slipway.runner.migrate;

import static java.util.stream.Collectors.joining;

import dev.slipway.runner.Halt;
import dev.slipway.runner.Result;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.ledger.Ledger;
import dev.slipway.runner.schema.Fingerprint;
import dev.slipway.runner.tool.ByHand;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Tool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a run that did not reach its end: read from the database, not remembered.
 *
 * @param between what others have changed since the last run of this history
 */
record Aftermath(
    Halt halt,
    Tool tool,
    Database database,
    Ledger ledger,
    @Nullable String before,
    Optional<String> between) {
  /** Verdicts that claim something about the database, and change when a prefix is in. */
  private static final Set<Verdict> NOTHING_APPLIED = Set.of(Verdict.Failed, Verdict.LockTimeout);

  private static final int FILES_NAMED = 5;

  Result of(Exception cause) {
    Result told = told(cause);
    try (Connection fresh = database.open()) {
      var files = ledger.through(fresh).files();
      List<String> applied = files.applied();
      History history = tool.read(database);
      Fingerprint found = Fingerprint.of(fresh, tool.place());
      String failed =
          told.failed() == null && !applied.isEmpty() && !history.pending().isEmpty()
              ? history.pendingVersions().getFirst()
              : told.failed();
      List<String> in = new ArrayList<>(files.appliedFiles());
      in.addAll(files.backfills().begun());
      boolean prefix = !in.isEmpty() && NOTHING_APPLIED.contains(told.verdict());
      Result result = prefix ? prefix(in, told) : told;
      Ledger here = ledger.through(fresh);
      if (!here.inVain(result.verdict())) {
        here.catalog().keep(tool.place(), found);
      }
      return result
          .failed(failed)
          .versions(history.current(), history.target(), before)
          .fingerprints(null, found.digest())
          .notes(notes(history, found))
          .files(applied, history.pendingVersions());
    } catch (SQLException | Stop e) {
      // The claim that nothing was applied needs a database that says so.
      return NOTHING_APPLIED.contains(told.verdict())
          ? Result.of(
              Verdict.Unreachable, told.message() + "; the database cannot be asked what is in")
          : told;
    }
  }

  private List<String> notes(History history, Fingerprint found) {
    return Stream.concat(between.stream(), ByHand.notes(history, found, tool.place()).stream())
        .toList();
  }

  /** The files that are in come first: people have to know them before they touch anything. */
  private static Result prefix(List<String> files, Result told) {
    var named = files.stream().limit(FILES_NAMED).collect(joining(", "));
    var more =
        files.size() > FILES_NAMED ? " and %d more".formatted(files.size() - FILES_NAMED) : "";
    return Result.of(
        Verdict.PrefixApplied,
        "applied: %s%s; not applied: %s".formatted(named, more, told.message()));
  }

  private Result told(Exception cause) {
    return switch (cause) {
      case Stop stop -> stop.result();
      case FileFailure failure -> ofFile(failure);
      case SQLException error -> ofFault(Fault.of(error), Fault.of(error).text());
      default -> Result.of(Verdict.Failed, "the runner has failed");
    };
  }

  private Result ofFile(FileFailure failure) {
    Result result =
        failure.fault().isPresent()
            ? ofFault(failure.fault().get(), failure.words())
            : Result.of(Verdict.Failed, failure.words());
    return result.failed(failure.version().orElse(null));
  }

  private Result ofFault(Fault fault, String words) {
    if (halt.requested()) {
      return Result.of(Verdict.Unreachable, "the pod was asked to end during " + words);
    }
    if (fault.unreachable()) {
      return Result.of(Verdict.Unreachable, "the connection was lost: " + words);
    }
    return Result.of(fault.lock() ? Verdict.LockTimeout : Verdict.Failed, words);
  }
}
