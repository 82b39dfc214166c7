package dev.slipway.runner.migrate;

import dev.slipway.runner.Result;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.schema.Privileges;
import dev.slipway.runner.schema.Snapshot;
import dev.slipway.runner.tool.History;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the database after the last file (demand D5): what must be so, and what people should know.
 *
 * @param left fingerprint that the last run of this history has left, where it is known
 * @param ownFault what the release's own check has against it
 */
record Verification(
    Snapshot earlier,
    Snapshot now,
    Privileges privileges,
    Optional<String> left,
    Optional<String> ownFault) {

  Result of(Result result, History history) throws SQLException {
    Result told =
        result
            .fingerprints(earlier.fingerprint().digest(), now.fingerprint().digest())
            .changed(now.fingerprint().since(earlier.fingerprint()))
            .notes(notes());
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

  private List<String> notes() throws SQLException {
    List<String> notes = new ArrayList<>();
    if (left.isPresent() && !left.get().equals(earlier.fingerprint().digest())) {
      notes.add(
          "SchemaChangedByOthers: before this run the schema was no longer as the last release left"
              + " it");
    }
    for (String constraint : now.newlyUnvalidated(earlier)) {
      notes.add(constraint + " is not validated; validate it in a later file");
    }
    notes.addAll(privileges.missing(earlier.fingerprint(), now.fingerprint()));
    return notes;
  }
}
