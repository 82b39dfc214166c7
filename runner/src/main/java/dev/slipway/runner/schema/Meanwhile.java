package dev.slipway.runner.schema;

import dev.slipway.runner.sql.ObjectChange;
import dev.slipway.runner.sql.ObjectChange.AddEnumValue;
import dev.slipway.runner.sql.ObjectChange.BuildIndex;
import dev.slipway.runner.sql.ObjectChange.DropIndex;
import dev.slipway.runner.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What others change in the schemas that are ours while files are applied (demand D5). It looks
 * through a session of its own at the beginning and at the end of each file: what a file does in
 * its transaction is not to be seen there until it commits, so whatever has changed between the two
 * looks is not the file's. What changes in the moment from the second look to the commit's end
 * counts as the file's.
 */
public final class Meanwhile {
  private final Connection session;
  private final Place place;
  private final Set<String> others = new TreeSet<>();
  private RowVersions seen;

  /** Whether what is found at the next look may be ours. */
  private boolean ours;

  private Meanwhile(Connection session, Place place, RowVersions seen) {
    this.session = session;
    this.place = place;
    this.seen = seen;
  }

  /**
   * Begins to watch.
   *
   * @param session in autocommit, and not the one that applies files
   */
  public static Meanwhile from(Connection session, Place place) throws SQLException {
    return new Meanwhile(session, place, RowVersions.of(session, place));
  }

  /** A file begins. */
  public void begins(boolean transactional) throws SQLException {
    look();
    ours = !transactional;
  }

  /** A file is at its end, and its transaction about to commit. */
  public void ends(boolean transactional, Script script) throws SQLException {
    if (transactional) {
      look();
      ours = true;
    } else {
      look(own(script));
      ours = false;
    }
  }

  /**
   * Those of the changes that others have made.
   *
   * @param changed names with their sign, as {@link Fingerprint#since} tells them
   */
  public List<String> among(List<String> changed) throws SQLException {
    look();
    return changed.stream().filter(name -> others.contains(name.substring(1))).toList();
  }

  private void look() throws SQLException {
    look(_ -> ours);
  }

  private void look(Predicate<String> own) throws SQLException {
    RowVersions now = RowVersions.of(session, place);
    now.writtenSince(seen).stream().filter(own.negate()).forEach(others::add);
    seen = now;
  }

  /** Everything, where the statement does not tell which objects it changes. */
  private Predicate<String> own(Script script) {
    return script.objectChange().map(this::own).orElse(_ -> true);
  }

  private Predicate<String> own(ObjectChange change) {
    return switch (change) {
      case BuildIndex build -> is("index ", build.schema(), build.name());
      case DropIndex drop -> is("index ", drop.schema(), drop.name());
      case AddEnumValue add -> is("type ", add.schema(), add.type());
      case ObjectChange.DetachPartition _, ObjectChange.Maintenance _ -> _ -> true;
    };
  }

  private Predicate<String> is(String kind, @Nullable String schema, String name) {
    String qualified = kind + (schema == null ? place.defaultSchema() : schema) + "." + name;
    return qualified::equals;
  }
}
