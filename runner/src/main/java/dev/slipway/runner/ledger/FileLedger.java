package dev.slipway.runner.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's rows about files. */
public record FileLedger(Connection connection, Run run, String history) {

  public BackfillLedger backfills() {
    return new BackfillLedger(connection, run, history);
  }

  /** Writes a row on the given connection: the migration's own, or one outside of it. */
  public void write(Connection on, FileRow file) throws SQLException {
    try (PreparedStatement statement =
        on.prepareStatement(
            "INSERT INTO slipway.file"
                + " (attempt, seq, file, version, checksum, state, transactional, history)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (attempt, seq, file)"
                + " DO UPDATE SET state = excluded.state, at = clock_timestamp()")) {
      statement.setObject(1, file.attempt());
      statement.setLong(2, file.seq());
      statement.setString(3, file.file());
      statement.setString(4, file.version());
      statement.setInt(5, file.checksum());
      statement.setString(6, file.state().name());
      statement.setBoolean(7, file.transactional());
      statement.setString(8, history);
      statement.executeUpdate();
    }
  }

  /** The same row with another state, outside any migration's transaction. */
  public void mark(FileRow file, FileRow.State state) throws SQLException {
    write(
        connection,
        new FileRow(
            file.attempt(),
            file.seq(),
            file.file(),
            file.version(),
            file.checksum(),
            state,
            file.transactional()));
  }

  /**
   * Says on the given connection that a file is in because a person says so.
   *
   * @param by who and when
   */
  public void accepted(Connection on, FileRow file, String by) throws SQLException {
    write(on, file);
    try (PreparedStatement statement =
        on.prepareStatement(
            "UPDATE slipway.file SET accepted = ? WHERE attempt = ? AND seq = ? AND file = ?")) {
      statement.setString(1, by);
      statement.setObject(2, file.attempt());
      statement.setLong(3, file.seq());
      statement.setString(4, file.file());
      statement.executeUpdate();
    }
  }

  /** Says on the given connection that a file was taken back. */
  public void reverted(Connection on, String file, String version) throws SQLException {
    write(on, row(file, version, 0, FileRow.State.REVERTED, true));
  }

  public FileRow row(
      String file, String version, int checksum, FileRow.State state, boolean transactional) {
    return new FileRow(run.attempt(), run.seq(), file, version, checksum, state, transactional);
  }

  /** Versions this attempt has applied, over all its runs, in the order they went in. */
  public List<String> applied() throws SQLException {
    return appliedRows().stream().map(FileRow::version).distinct().toList();
  }

  /** The same by their names, for people. */
  public List<String> appliedFiles() throws SQLException {
    return appliedRows().stream().map(FileRow::file).distinct().toList();
  }

  private List<FileRow> appliedRows() throws SQLException {
    return read("attempt = ? AND state = 'APPLIED'", run.attempt());
  }

  /** Whether no run of this attempt has come so far as to begin a file. */
  public boolean untouched() throws SQLException {
    return read("attempt = ?", run.attempt()).isEmpty();
  }

  /** Files of any attempt that were begun outside a transaction and not seen to their end. */
  public List<FileRow> unfinished() throws SQLException {
    return read("NOT transactional AND state <> 'APPLIED'", null).stream()
        .filter(row -> row.state() == FileRow.State.RUNNING)
        .toList();
  }

  /**
   * The last row of each file that was begun outside a transaction, unless that says it failed. A
   * run may have been killed before the statement's end, before its own row, or before the tool's.
   */
  public List<FileRow> outside() throws SQLException {
    Map<String, FileRow> last = new LinkedHashMap<>();
    read("NOT transactional", null).forEach(row -> last.put(row.file(), row));
    return last.values().stream().filter(FileRow::mayBeIn).toList();
  }

  /** True when the ledger proves that a run of ours has begun this very file. */
  public boolean begun(String file, int checksum) throws SQLException {
    return read("NOT transactional AND state <> 'APPLIED'", null).stream()
        .anyMatch(row -> row.file().equals(file) && row.checksum() == checksum);
  }

  private List<FileRow> read(String condition, @Nullable UUID attempt) throws SQLException {
    List<FileRow> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT attempt, seq, file, version, checksum, state, transactional FROM slipway.file"
                + " WHERE history = ? AND "
                + condition
                + " ORDER BY at, seq")) {
      statement.setString(1, history);
      if (attempt != null) {
        statement.setObject(2, attempt);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new FileRow(
                  row.getObject(1, UUID.class),
                  row.getLong(2),
                  row.getString(3),
                  row.getString(4),
                  row.getInt(5),
                  FileRow.State.valueOf(row.getString(6)),
                  row.getBoolean(7)));
        }
      }
    }
    return rows;
  }
}
