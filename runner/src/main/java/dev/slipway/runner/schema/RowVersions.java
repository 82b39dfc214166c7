package dev.slipway.runner.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The objects of a {@link Fingerprint} by the versions of their rows in the catalog: another
 * version, and somebody has written there. Reading them takes no lock that a migration may hold, as
 * the text of a view's or a default's definition does.
 */
record RowVersions(SortedMap<String, String> objects) {

  private static final String VERSIONS =
      """
      SELECT 'relation ' || nspname || '.' || relname,
        relkind::text || relpersistence::text || relrowsecurity || relforcerowsecurity
        || coalesce(array_to_string(reloptions, ','), '')
        || coalesce((SELECT string_agg(r.xmin::text, ',' ORDER BY r.oid) FROM pg_rewrite r
           WHERE r.ev_class = c.oid), '')
        FROM c WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL SELECT 'column ' || nspname || '.' || relname || '.' || attname,
        a.xmin::text || coalesce(' ' || d.xmin::text, '')
        FROM c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
      UNION ALL SELECT 'constraint ' || nspname || '.' || relname || '.' || conname, p.xmin::text
        FROM c JOIN pg_constraint p ON conrelid = c.oid
      UNION ALL SELECT 'index ' || c.nspname || '.' || i.relname,
        x.xmin::text || coalesce(array_to_string(i.reloptions, ','), '')
        FROM c JOIN pg_index x ON indrelid = c.oid JOIN pg_class i ON i.oid = indexrelid
      UNION ALL SELECT 'trigger ' || nspname || '.' || relname || '.' || tgname, t.xmin::text
        FROM c JOIN pg_trigger t ON tgrelid = c.oid WHERE NOT tgisinternal
      UNION ALL SELECT 'policy ' || nspname || '.' || relname || '.' || polname, p.xmin::text
        FROM c JOIN pg_policy p ON polrelid = c.oid
      UNION ALL SELECT 'function ' || nspname || '.' || proname
        || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.xmin::text
        FROM s JOIN pg_proc p ON pronamespace = s.oid
        WHERE prokind IN ('f', 'p') AND p.oid NOT IN (SELECT objid FROM e)
      UNION ALL SELECT 'type ' || nspname || '.' || typname,
        (SELECT string_agg(m.xmin::text, ',' ORDER BY m.oid) FROM pg_enum m
         WHERE enumtypid = t.oid)
        FROM s JOIN pg_type t ON typnamespace = s.oid
        WHERE typtype = 'e' AND t.oid NOT IN (SELECT objid FROM e)
      UNION ALL SELECT 'domain ' || nspname || '.' || typname,
        t.xmin::text || coalesce((SELECT string_agg(d.xmin::text, ',' ORDER BY d.oid)
           FROM pg_constraint d WHERE contypid = t.oid), '')
        FROM s JOIN pg_type t ON typnamespace = s.oid
        WHERE typtype = 'd' AND t.oid NOT IN (SELECT objid FROM e)
      """;

  /**
   * Reads the catalog as others have left it.
   *
   * @param session in autocommit
   */
  static RowVersions of(Connection session, Place place) throws SQLException {
    return new RowVersions(Fingerprint.ask(session, place, VERSIONS));
  }

  /** Names of the objects that were made, dropped or written since. */
  Set<String> writtenSince(RowVersions earlier) {
    Set<String> names = new TreeSet<>(objects.keySet());
    names.addAll(earlier.objects.keySet());
    names.removeIf(name -> Objects.equals(objects.get(name), earlier.objects.get(name)));
    return names;
  }
}
