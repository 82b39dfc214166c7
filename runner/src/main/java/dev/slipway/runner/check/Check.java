package dev.slipway.runner.check;

import dev.slipway.runner.Assignment;
import dev.slipway.runner.Result;
import dev.slipway.runner.Secrets;
import dev.slipway.runner.Stop;
import dev.slipway.runner.Verdict;
import dev.slipway.runner.database.Address;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.SessionName;
import dev.slipway.runner.tool.Acceptance;
import dev.slipway.runner.tool.Baseline;
import dev.slipway.runner.tool.Tool;
import dev.slipway.runner.toolbox.Toolbox;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges environment, databases and migration files, and names every fault at once. Changes
 * nothing: its sessions refuse to write.
 */
public final class Check {
  private static final Logger LOG = LoggerFactory.getLogger(Check.class);

  private Check() {}

  public static Result run(Assignment assignment) throws SQLException {
    List<String> faults = new ArrayList<>(EnvironmentRules.faults(assignment.environment()));
    DatabaseRules databases = new DatabaseRules(assignment);
    if (assignment.secrets().has("application")) {
      faults.addAll(
          databases.faults("application", database(assignment, "application").withoutLimits()));
    }
    smokeLogin(assignment.secrets(), faults);
    Result result = Result.of(Verdict.Done, "nothing speaks against the release");
    Optional<Tool> tool = Toolbox.tool(assignment.environment());
    if (assignment.secrets().has("migrator")) {
      Database migrator = database(assignment, "migrator").readOnly();
      faults.addAll(databases.faults("migrator", migrator));
      if (tool.isPresent() && databases.reachable()) {
        result =
            MigrationRules.judge(
                result,
                faults,
                tool.get(),
                migrator,
                Baseline.from(assignment.environment()),
                Acceptance.from(assignment.environment()));
      }
    } else if (tool.isPresent()) {
      throw Stop.badInput("there are migration files and no Secret of the migrator");
    }
    return conclude(result, faults, databases.reachable());
  }

  /** What the smoke test will log in with: missing, it would be found out only with the pods up. */
  private static void smokeLogin(Secrets secrets, List<String> faults) {
    if (secrets.has("smoke")) {
      secrets.mustExist("smoke", "the keys username and password");
      for (String key : List.of("username", "password")) {
        if (secrets.read("smoke", key).isEmpty()) {
          faults.add(secrets.called("smoke") + " has no key " + key);
        }
      }
    }
  }

  private static Result conclude(Result result, List<String> faults, boolean reachable) {
    if (faults.isEmpty()) {
      LOG.info("check: {}", result.message());
      return result;
    }
    faults.forEach(fault -> LOG.info("check: {}", fault));
    // A server that does not answer may answer later; a broken rule is broken until it is mended.
    Verdict verdict = reachable || faults.size() > 1 ? Verdict.Refused : Verdict.Unreachable;
    return Result.of(verdict, String.join("; ", faults))
        .versions(result.current(), result.target(), null)
        .files(List.of(), result.pending() == null ? List.of() : result.pending())
        .destructive(result.destructive() == null ? List.of() : result.destructive())
        .notes(result.notes() == null ? List.of() : result.notes())
        .plan(result.plan());
  }

  private static Database database(Assignment assignment, String role) {
    String attempt = assignment.environment().text("SLIPWAY_ATTEMPT").orElse("check");
    return new Database(
        Address.of(role, assignment.secrets()), new SessionName(attempt, 0), assignment.halt());
  }
}
