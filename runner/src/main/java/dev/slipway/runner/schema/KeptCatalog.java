package dev.slipway.runner.schema;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run has left in the catalog, small enough to be kept for the next one (demand D5).
 *
 * @param major of the server: versions of PostgreSQL list definitions differently
 * @param schemas that were ours
 * @param objects by the names of {@link Fingerprint}, a digest of the definition for each
 * @param partitions that there were, as {@code schema.table}; one that is detached later has become
 *     a table, and nobody has made it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptCatalog(
    int major, List<String> schemas, SortedMap<String, String> objects, Set<String> partitions) {
  private static final String RELATION = "relation ";
  private static final int LENGTH = 8;

  /**
   * Makes it from what was read.
   *
   * @param session in autocommit
   */
  public static KeptCatalog of(Connection session, Place place, Fingerprint read)
      throws SQLException {
    SortedMap<String, String> objects = new TreeMap<>();
    read.objects().forEach((name, definition) -> objects.put(name, brief(definition)));
    return new KeptCatalog(major(session), place.schemas(), objects, partitions(session, place));
  }

  /**
   * What is new, gone or different in the schemas that were ours then and are now, each with a sign
   * before it: + - ~. Empty where the server is another one by now.
   *
   * @param session in autocommit
   */
  public List<String> changedUntil(Fingerprint now, Connection session, Place place)
      throws SQLException {
    if (major(session) != major) {
      return List.of();
    }
    Set<String> both = new TreeSet<>(schemas);
    both.retainAll(place.schemas());
    Predicate<String> ours = name -> both.contains(schema(name));
    Set<String> detached =
        now.objects().keySet().stream()
            .filter(name -> name.startsWith(RELATION))
            .map(name -> name.substring(RELATION.length()))
            .filter(partitions::contains)
            .collect(Collectors.toSet());
    SortedMap<String, String> there = new TreeMap<>();
    now.objects()
        .forEach((name, definition) -> {
          if (ours.test(name) && !ofAny(detached, name, definition)) {
            there.put(name, brief(definition));
          }
        });
    SortedMap<String, String> then = new TreeMap<>(objects);
    then.keySet().removeIf(ours.negate());
    return new Fingerprint(there).since(new Fingerprint(then));
  }

  /** Whether an object is one of these tables, or belongs to one. */
  private static boolean ofAny(Set<String> tables, String name, String definition) {
    String qualified = name.substring(name.indexOf(' ') + 1);
    return tables.stream()
        .anyMatch(table ->
            qualified.equals(table)
                || qualified.startsWith(table + ".")
                || (name.startsWith("index ") && definition.contains(" ON " + table + " USING ")));
  }

  private static String schema(String name) {
    return name.substring(name.indexOf(' ') + 1, name.indexOf('.'));
  }

  /** Short: that something has changed is told by the fingerprint, here only what. */
  private static String brief(String definition) {
    return Fingerprint.hex(definition).substring(0, LENGTH);
  }

  private static int major(Connection session) throws SQLException {
    return session.getMetaData().getDatabaseMajorVersion();
  }

  private static Set<String> partitions(Connection session, Place place) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY (?)"
                + " AND c.relispartition AND c.relkind IN ('r', 'p', 'f')")) {
      statement.setArray(1, session.createArrayOf("text", place.schemas().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }
}
