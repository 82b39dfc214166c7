package dev.slipway.runner.migrate;

import dev.slipway.runner.Budget;
import dev.slipway.runner.database.Fault;
import dev.slipway.runner.database.Holders;
import dev.slipway.runner.tool.AroundFile;
import dev.slipway.runner.tool.FileFailure;
import dev.slipway.runner.tool.History;
import dev.slipway.runner.tool.Leftovers;
import dev.slipway.runner.tool.MigrationFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what is pending, and tries again while only locks of others stand in the way. Between two
 * tries nothing is held, so that nobody queues behind a migration that queues itself.
 */
record Tries(Turn turn, Leftovers leftovers) {
  private static final Logger LOG = LoggerFactory.getLogger(Tries.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  void apply(AroundFile around, History history) throws SQLException, FileFailure {
    Budget budget = new Budget(turn.assignment().clock(), turn.limits().locks());
    waitForLongTransactions(history.pending(), budget);
    Pauses pauses = new Pauses(ThreadLocalRandom.current());
    while (true) {
      try {
        turn.tool().apply(turn.database(), around);
        return;
      } catch (FileFailure failure) {
        FileFailure told = failure.lock() ? failure.because(holders(history, failure)) : failure;
        if (turn.lock().held()) {
          leftovers.settle();
        }
        boolean again =
            failure.lock() && turn.lock().held() && !turn.assignment().halt().requested();
        turn.assignment().report().tells(List.of("tries again: " + told.words()));
        if (!again || !budget.pause(pauses.next())) {
          throw told;
        }
        LOG.info("{}; trying again", told.words());
      }
    }
  }

  /** A long report or a dump is let through before the first lock is asked for. */
  private void waitForLongTransactions(List<MigrationFile> files, Budget budget)
      throws SQLException {
    List<String> said = List.of();
    while (!turn.assignment().halt().requested()) {
      List<String> inTheWay = inTheWay(files, turn.limits().longTransaction());
      if (!inTheWay.equals(said)) {
        inTheWay.forEach(holder -> LOG.info("waiting: {}", holder));
        turn.assignment().report().tells(waitsFor(inTheWay));
        said = inTheWay;
      }
      if (inTheWay.isEmpty() || !budget.pause(LOOK)) {
        return;
      }
    }
  }

  private static List<String> waitsFor(List<String> holders) {
    return holders.stream().map(holder -> "waits: " + holder).toList();
  }

  private List<String> holders(History history, FileFailure failure) {
    try {
      List<MigrationFile> files =
          failure.file().flatMap(history::file).map(List::of).orElse(List.of());
      return inTheWay(files, Duration.ZERO);
    } catch (SQLException e) {
      LOG.info("who holds the lock cannot be told: {}", Fault.of(e).text());
      return List.of();
    }
  }

  private List<String> inTheWay(List<MigrationFile> files, Duration age) throws SQLException {
    Set<String> tables = new TreeSet<>();
    files.forEach(file -> tables.addAll(file.script().touched()));
    Holders holders = new Holders(turn.session(), turn.tool().place().schemas());
    List<String> sentences = new ArrayList<>();
    if (!tables.isEmpty()) {
      sentences.addAll(holders.ofTables(tables, age));
    }
    if (sentences.isEmpty() && files.stream().anyMatch(file -> !file.transactional())) {
      sentences.addAll(holders.ofSnapshots(age));
    }
    return sentences;
  }
}
