package dev.slipway.runner.status;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Budget;
import dev.slipway.runner.Limits;
import dev.slipway.runner.Result;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Address;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Server;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.schema.OwnCheck;
import dev.slipway.runner.schema.Snapshot;
import dev.slipway.runner.tool.Acceptance;
import dev.slipway.runner.tool.Baseline;
import dev.slipway.runner.tool.ByHand;
import dev.slipway.runner.tool.FileNames;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Plan;
import dev.slipway.runner.tool.Position;
import dev.slipway.runner.tool.Stand;
import dev.slipway.runner.tool.Tool;
import dev.slipway.runner.toolbox.Toolbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells where a schema stands. {@code status} only tells; {@code plan} refuses what may not be
 * applied; {@code verify} fails unless everything is in and sound.
 */
public final class Status {
  private final Tool tool;
  private final Stand stand;
  private final History history;
  private final Position position;
  private final Snapshot snapshot;

  private Status(Tool tool, Stand stand, Snapshot snapshot) {
    this.tool = tool;
    this.stand = stand;
    this.history = stand.history();
    this.position = stand.position();
    this.snapshot = snapshot;
  }

  public static Result run(String verb, Assignment assignment) throws SQLException {
    Tool tool = Toolbox.required(assignment.environment());
    FileNames names = tool.names();
    if (!names.faults().isEmpty()) {
      return Result.of(Verdict.Refused, String.join("; ", names.faults()));
    }
    String attempt = assignment.environment().text("SLIPWAY_ATTEMPT").orElse(verb);
    Database database =
        new Database(
                Address.of("migrator", assignment.secrets()),
                new SessionName(attempt, 0),
                assignment.halt())
            .readOnly();
    Limits limits = Limits.from(assignment.environment());
    try (Connection session = database.open(new Budget(assignment.clock(), limits.connect()))) {
      Server.behind(session).mustAccept();
      Stand stand =
          Stand.of(
              tool,
              database,
              session,
              Baseline.from(assignment.environment()),
              verb.equals("verify")
                  ? new Acceptance(List.of(), "")
                  : Acceptance.from(assignment.environment()));
      Status status = new Status(tool, stand, Snapshot.of(session, tool.place()));
      Optional<OwnCheck> own = OwnCheck.from(assignment.environment());
      return switch (verb) {
        case "plan" -> status.plan();
        case "verify" ->
            status.verify(own.isPresent() ? own.get().fault(database) : Optional.empty());
        default -> status.result(Verdict.Done, status.words());
      };
    }
  }

  private String words() {
    return position.words(history) + stand.words();
  }

  private Result plan() {
    List<String> faults =
        Stream.concat(
                position.faults().stream(),
                history.pending().stream().flatMap(file -> file.fault().stream()))
            .toList();
    return faults.isEmpty()
        ? result(Verdict.Done, words())
        : result(Verdict.Refused, String.join("; ", faults));
  }

  private Result verify(Optional<String> ownFault) {
    List<String> faults = new ArrayList<>();
    ownFault.ifPresent(faults::add);
    if (!position.faults().isEmpty() || !history.atTarget() || stand.takenOver().isPresent()) {
      faults.add(words());
    }
    if (!snapshot.invalidIndexes().isEmpty()) {
      faults.add("indexes are not valid: " + String.join(", ", snapshot.invalidIndexes()));
    }
    return faults.isEmpty()
        ? result(Verdict.Done, position.words(history))
        : result(Verdict.VerificationFailed, String.join("; ", faults));
  }

  private Result result(Verdict verdict, String message) {
    return Result.of(verdict, message)
        .state(position.standing().name())
        .versions(history.current(), history.target(), null)
        .files(List.of(), history.pendingVersions())
        .destructive(
            history.pending().stream().flatMap(file -> file.destructive().stream()).toList())
        .plan(Plan.hash(tool.planned(), history.pending()))
        .fingerprints(null, snapshot.fingerprint().digest())
        .notes(notes());
  }

  private List<String> notes() {
    List<String> notes =
        new ArrayList<>(ByHand.notes(history, snapshot.fingerprint(), tool.place()));
    snapshot.unvalidated().forEach(name -> notes.add(name + " is not validated"));
    snapshot.invalidIndexes().forEach(name -> notes.add(name + " is an invalid index"));
    return notes;
  }
}
