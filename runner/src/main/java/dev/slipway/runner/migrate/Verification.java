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
 * @param between what others have changed since the last run of this history
 * @param meanwhile what others were seen to do while files were applied
 * @param ownFault what the release's own check has against it
 */
record Verification(
    Snapshot earlier,
    Snapshot now,
    Privileges privileges,
    Optional<String> between,
    Meanwhile meanwhile,
    Optional<String> ownFault) {

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
    between.ifPresent(sentences::add);
    List<String> objects = meanwhile.among(changed);
    if (!objects.isEmpty()) {
      sentences.add(
          "SchemaChangedByOthers: while this run was at work, and not by its files: "
              + Named.firstOf(objects));
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
