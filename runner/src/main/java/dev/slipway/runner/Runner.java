package dev.slipway.runner;

import dev.slipway.runner.check.Check;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.inspect.Inspect;
import dev.slipway.runner.migrate.Migrate;
import dev.slipway.runner.migrate.Revert;
import dev.slipway.runner.report.Report;
import dev.slipway.runner.report.ReportServer;
import dev.slipway.runner.smoke.Smoke;
import dev.slipway.runner.status.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one verb and leaves its result as a line of output, a termination message and a code. */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final String RESULT_FILE = "/dev/termination-log";
  private static final String SECRETS_DIR = "/slipway/secrets";

  private Runner() {}

  /** As {@link #run(String, Map, PrintStream, Halt)}, never asked to end early. */
  public static int run(String verb, Map<String, String> variables, PrintStream out) {
    return run(verb, variables, out, new Halt());
  }

  /**
   * Runs a verb to its end.
   *
   * @param variables the process's environment
   * @param out receives the result, one line of JSON
   * @return the exit code
   */
  public static int run(String verb, Map<String, String> variables, PrintStream out, Halt halt) {
    // The driver logs through java.util.logging, with addresses and stack traces.
    LogManager.getLogManager().reset();
    Environment environment = new Environment(variables);
    Secrets secrets =
        new Secrets(
            Path.of(environment.text("SLIPWAY_SECRETS_DIR").orElse(SECRETS_DIR)),
            environment.pairs("SLIPWAY_SECRET_NAMES"));
    Report report = new Report(secrets);
    Optional<ReportServer> server = ReportServer.start(environment, report);
    Result result =
        masked(
            verdict(verb, new Assignment(environment, secrets, Clock.system(), halt, report)),
            secrets);
    String whole = ResultText.whole(result);
    String told = ResultText.of(result);
    out.println(whole);
    report.ended(result);
    write(Path.of(environment.text("SLIPWAY_RESULT_FILE").orElse(RESULT_FILE)), told);
    server.ifPresent(it -> {
      // Only what the termination message could not hold is worth waiting for.
      if (!told.equals(whole)) {
        it.awaitReader(halt);
      }
      it.close();
    });
    return result.verdict().exitCode();
  }

  private static Result masked(Result result, Secrets secrets) {
    return result.with(draft -> {
      draft.message = secrets.mask(result.message());
      draft.notes = masked(result.notes(), secrets);
    });
  }

  @SuppressWarnings("CatchingUnchecked") // the result must be written whatever happens
  private static Result verdict(String verb, Assignment assignment) {
    try {
      return switch (verb) {
        case "check" -> Check.run(assignment);
        case "migrate" -> Migrate.run(assignment);
        case "revert" -> Revert.run(assignment);
        case "status", "plan", "verify" -> Status.run(verb, assignment);
        case "inspect" -> Inspect.run(assignment);
        case "smoke" -> Smoke.run(assignment);
        default ->
            Result.of(
                Verdict.BadInput,
                "the verbs are check, status, plan, migrate, revert, inspect, verify and smoke");
      };
    } catch (Stop stop) {
      return stop.result();
    } catch (SQLException e) {
      return Result.of(Verdict.Unreachable, Fault.of(e).text());
    } catch (RuntimeException e) {
      LOG.error("a fault of the runner: {} at {}", e.getClass().getName(), place(e));
      return Result.of(
          Verdict.Unreachable, "a fault of the runner itself: " + e.getClass().getSimpleName());
    }
  }

  private static @Nullable List<String> masked(@Nullable List<String> lines, Secrets secrets) {
    return lines == null ? null : lines.stream().map(secrets::mask).toList();
  }

  /** Where in our code; the message of a foreign exception may hold anything. */
  private static String place(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      LOG.warn("the termination message cannot be written");
    }
  }
}
