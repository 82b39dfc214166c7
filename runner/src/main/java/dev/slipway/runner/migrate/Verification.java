package dev.slipway.runner.migrate;

import dev.slipway.runner.Result;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.schema.Meanwhile;
import dev.slipway.runner.schema.Privileges;
import dev.slipway.runner.schema.Snapshot;
import dev.slipway.runner.tool.History;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the database after the last file (demand D5): what must be so, and what people should know.
 *
 * @param left fingerprint that the last run of this history has left, where it is known
 * @param meanwhile what others were seen to do while files were applied
 * @param ownFault what the release's own check has against it
 */
record Verification(
    Snapshot earlier,
    Snapshot now,
    Privileges privileges,
    Optional<String> left,
    Meanwhile meanwhile,
    Optional<String> ownFault) {
  private static final int NAMED = 10;

  Result of(Result result, History history) throws SQLException {
    List<String> changed = now.fingerprint().since(earlier.fingerprint());
    List<String> byOthers = byOthers(changed);
    Result told =
        result
            .message(
                String.join(
                    "; ", Stream.concat(Stream.of(result.message()), byOthers.stream()).toList()))
            .fingerprints(earlier.fingerprint().digest(), now.fingerprint().digest())
            .changed(changed)
            .notes(notes(byOthers));
    List<String> faults = new ArrayList<>();
    if (!history.atTarget()) {
      faults.add("the schema is not at the newest file");
    }
    Set<String> invalid = now.newlyInvalid(earlier);
    if (!invalid.isEmpty()) {
      faults.add("indexes are not valid: " + String.join(", ", invalid));
    }
    ownFault.ifPresent(faults::add);
    return faults.isEmpty()
        ? told
        : told.verdict(Verdict.VerificationFailed).message(String.join("; ", faults));
  }

  /** Reported and never failed: the files have done what they should. */
  private List<String> byOthers(List<String> changed) throws SQLException {
    List<String> sentences = new ArrayList<>();
    if (left.isPresent() && !left.get().equals(earlier.fingerprint().digest())) {
      sentences.add(
          "SchemaChangedByOthers: before this run the schema was no longer as the last release left"
              + " it");
    }
    List<String> objects = meanwhile.among(changed);
    if (!objects.isEmpty()) {
      String more = objects.size() > NAMED ? " and %d more".formatted(objects.size() - NAMED) : "";
      sentences.add(
          "SchemaChangedByOthers: while this run was at work, and not by its files: "
              + String.join(", ", objects.subList(0, Math.min(NAMED, objects.size())))
              + more);
    }
    return sentences;
  }

  private List<String> notes(List<String> byOthers) throws SQLException {
    List<String> notes = new ArrayList<>(byOthers);
    for (String constraint : now.newlyUnvalidated(earlier)) {
      notes.add(constraint + " is not validated; validate it in a later file");
    }
    notes.addAll(privileges.missing(earlier.fingerprint(), now.fingerprint()));
    return notes;
  }
}
