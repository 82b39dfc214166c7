package dev.slipway.runner.migrate;

import dev.slipway.runner.Clock;
import dev.slipway.runner.Stop;
import dev.slipway.runner.database.Database;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.report.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far the index is that this run builds, and what it awaits: seldom in the log. */
final class BuildProgress implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BuildProgress.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LOOKS_A_LINE = 8;

  private final Database database;
  private final Clock clock;
  private final Report report;
  private final Thread watcher;

  private BuildProgress(Database database, Clock clock, Report report) {
    this.database = database;
    this.clock = clock;
    this.report = report;
    this.watcher = Thread.ofVirtual().name("build-progress").unstarted(this::watch);
  }

  /** Watches until it is closed. */
  static BuildProgress watching(Database database, Clock clock, Report report) {
    BuildProgress progress = new BuildProgress(database, clock, report);
    progress.watcher.start();
    return progress;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private void watch() {
    try {
      clock.pause(LOOK);
      // A session of its own, without a snapshot that CONCURRENTLY would wait for.
      try (Connection session = database.open()) {
        List<String> said = List.of();
        List<String> logged = List.of();
        for (int look = 1; ; look++) {
          List<String> now = sentences(session, database.name().text());
          // What others have told of their waiting is not taken away.
          if (!now.equals(said)) {
            report.tells(now);
            said = now;
          }
          if (look % LOOKS_A_LINE == 0 && !now.equals(logged)) {
            now.forEach(LOG::info);
            logged = now;
          }
          clock.pause(LOOK);
        }
      }
    } catch (Stop closed) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.info("the progress of index builds cannot be told: {}", Fault.of(e).text());
    }
  }

  /** One sentence for each index that sessions of this name build. */
  static List<String> sentences(Connection session, String name) throws SQLException {
    TreeSet<String> sentences = new TreeSet<>();
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT coalesce(nullif(p.index_relid, 0), p.relid)::regclass::text, p.phase,"
                + " CASE WHEN p.blocks_total > 0 THEN 100 * p.blocks_done / p.blocks_total END,"
                + " p.lockers_total - p.lockers_done, p.current_locker_pid"
                + " FROM pg_stat_progress_create_index p JOIN pg_stat_activity a USING (pid)"
                + " WHERE a.datname = current_database() AND a.application_name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String percent = row.getString(3);
          long waits = row.getLong(4);
          sentences.add(
              "index "
                  + row.getString(1)
                  + ": "
                  + row.getString(2)
                  + (percent == null ? "" : ", " + percent + " % of blocks")
                  + (waits <= 0
                      ? ""
                      : ", behind " + waits + " others, now session " + row.getInt(5)));
        }
      }
    }
    return new ArrayList<>(sentences);
  }
}
