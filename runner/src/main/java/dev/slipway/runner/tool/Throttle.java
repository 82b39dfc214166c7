package dev.slipway.runner.tool;

import dev.slipway.runner.Clock;
import dev.slipway.runner.Halt;
import dev.slipway.runner.report.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows batches down while others suffer from them: ranges become smaller and pauses longer where
 * somebody waits for a lock of a batch, and nothing goes on while a replica has not replayed what
 * was done some seconds ago.
 */
final class Throttle {
  private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int SMALLEST_SHARE = 64;

  /** Where the log of the server stood after one of our batches. */
  private record Mark(String position, long at) {}

  private final Connection aside;
  private final Clock clock;
  private final Halt halt;
  private final Report report;
  private final Duration lag;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Optional<String> due = Optional.empty();
  private Duration longer = Duration.ZERO;
  private int share = 1;
  private boolean blind;

  /**
   * Looks at the server beside the batches.
   *
   * @param aside a session in autocommit, not the one of the batches
   * @param lag how far replicas may be behind
   */
  Throttle(Connection aside, Clock clock, Halt halt, Report report, Duration lag) {
    this.aside = aside;
    this.clock = clock;
    this.halt = halt;
    this.report = report;
    this.lag = lag;
  }

  /** Rows of the next range, where the file asks for so many. */
  int size(int wanted) {
    return Math.max(1, wanted / share);
  }

  /** Sessions that wait for a lock of this one, asked before its transaction ends. */
  static int waitingFor(Connection batch) throws SQLException {
    // pg_stat_activity hides from us what sessions of other roles wait for; pg_locks does not.
    try (Statement statement = batch.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(DISTINCT pid) FROM pg_locks"
                    + " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Between two batches: the pause the file asks for, and what the server needs beyond it. */
  void rest(Duration pause, int waiting) throws SQLException {
    if (waiting > 0) {
      Duration twice = longer.isZero() ? SHORTEST : longer.multipliedBy(2);
      longer = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
      share = Math.min(SMALLEST_SHARE, share * 2);
    } else {
      longer = longer.dividedBy(2);
      share = Math.max(1, share / 2);
    }
    mark();
    clock.pause(pause.plus(longer));
    awaitReplicas();
  }

  private void mark() throws SQLException {
    try (Statement statement = aside.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
      row.next();
      marks.addLast(new Mark(row.getString(1), clock.ticks()));
    }
  }

  private void awaitReplicas() throws SQLException {
    List<String> said = List.of();
    while (!halt.requested()) {
      while (!marks.isEmpty() && clock.ticks() - marks.getFirst().at() >= lag.toNanos()) {
        due = Optional.of(marks.removeFirst().position());
      }
      List<String> behind = due.isPresent() ? behind(due.get()) : List.of();
      if (behind.isEmpty()) {
        return;
      }
      report.tells(behind);
      if (said.isEmpty()) {
        behind.forEach(LOG::info);
        said = behind;
      }
      clock.pause(LOOK);
    }
  }

  /**
   * A sentence for each replica that has not replayed this much; slots without one do not count.
   */
  private List<String> behind(String position) throws SQLException {
    List<String> sentences = new ArrayList<>();
    try (PreparedStatement statement =
        aside.prepareStatement(
            "SELECT application_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(),"
                + " replay_lsn)), state IS NULL, replay_lsn < ?::pg_lsn FROM pg_stat_replication"
                + " WHERE state IS NULL OR (state = 'streaming' AND replay_lsn IS NOT NULL)")) {
      statement.setString(1, position);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getBoolean(3)) {
            sayBlind();
          } else if (row.getBoolean(4)) {
            sentences.add(
                "waits for the replica %s, %s behind"
                    .formatted(row.getString(1), row.getString(2)));
          }
        }
      }
    }
    return sentences;
  }

  private void sayBlind() {
    if (!blind) {
      LOG.info("the lag of replicas cannot be seen: grant pg_read_all_stats to the migrator");
      blind = true;
    }
  }
}
