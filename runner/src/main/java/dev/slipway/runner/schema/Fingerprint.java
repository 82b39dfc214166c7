package dev.slipway.runner.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects of the schemas that are ours, with their definitions. Compared only on one server:
 * versions of PostgreSQL list NOT NULL differently. History tables, what extensions bring, and
 * partitions, which come and go, do not count; nor do privileges.
 */
public record Fingerprint(SortedMap<String, String> objects) {
  /** Of schemas without any object. */
  public static final Fingerprint NOTHING = new Fingerprint(new TreeMap<>());

  private static final int LENGTH = 16;

  /** Schemas, what extensions brought, and relations that count: s, e and c. */
  private static final String OURS =
      """
      WITH s AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY (?)),
      e AS (SELECT objid FROM pg_depend WHERE deptype = 'e'),
      c AS (SELECT c.*, s.nspname FROM pg_class c JOIN s ON s.oid = c.relnamespace
            WHERE c.oid NOT IN (SELECT objid FROM e) AND NOT c.relispartition
            AND c.relname NOT IN (?, 'flyway_schema_history', 'schema_migrations'))
      """;

  private static final String DEFINITIONS =
      """
      SELECT 'relation ' || nspname || '.' || relname,
        relkind::text || relpersistence::text || relrowsecurity || relforcerowsecurity
        || coalesce(array_to_string(reloptions, ','), '') || coalesce(pg_get_partkeydef(oid), '')
        || CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) ELSE '' END
        FROM c WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL SELECT 'column ' || nspname || '.' || relname || '.' || attname,
        format_type(atttypid, atttypmod) || attnotnull || attidentity::text || attgenerated::text
        || attcollation || coalesce(pg_get_expr(adbin, adrelid), '')
        FROM c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
      UNION ALL SELECT 'constraint ' || nspname || '.' || relname || '.' || conname,
        pg_get_constraintdef(p.oid) || convalidated
        FROM c JOIN pg_constraint p ON conrelid = c.oid
      UNION ALL SELECT 'index ' || c.nspname || '.' || i.relname,
        pg_get_indexdef(indexrelid) || indisvalid
        FROM c JOIN pg_index ON indrelid = c.oid JOIN pg_class i ON i.oid = indexrelid
      UNION ALL SELECT 'trigger ' || nspname || '.' || relname || '.' || tgname,
        pg_get_triggerdef(t.oid) || tgenabled::text
        FROM c JOIN pg_trigger t ON tgrelid = c.oid WHERE NOT tgisinternal
      UNION ALL SELECT 'policy ' || nspname || '.' || relname || '.' || polname,
        polcmd::text || polpermissive || coalesce(pg_get_expr(polqual, polrelid), '')
        || coalesce(pg_get_expr(polwithcheck, polrelid), '')
        FROM c JOIN pg_policy ON polrelid = c.oid
      UNION ALL SELECT 'function ' || nspname || '.' || proname
        || '(' || pg_get_function_identity_arguments(p.oid) || ')', pg_get_functiondef(p.oid)
        FROM s JOIN pg_proc p ON pronamespace = s.oid
        WHERE prokind IN ('f', 'p') AND p.oid NOT IN (SELECT objid FROM e)
      UNION ALL SELECT 'type ' || nspname || '.' || typname,
        (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum
         WHERE enumtypid = t.oid)
        FROM s JOIN pg_type t ON typnamespace = s.oid
        WHERE typtype = 'e' AND t.oid NOT IN (SELECT objid FROM e)
      UNION ALL SELECT 'domain ' || nspname || '.' || typname,
        format_type(typbasetype, typtypmod) || typnotnull || coalesce(typdefault, '')
        || coalesce((SELECT string_agg(pg_get_constraintdef(d.oid), ',' ORDER BY conname)
           FROM pg_constraint d WHERE contypid = t.oid), '')
        FROM s JOIN pg_type t ON typnamespace = s.oid
        WHERE typtype = 'd' AND t.oid NOT IN (SELECT objid FROM e)
      """;

  /**
   * Reads the catalog.
   *
   * @param session in autocommit
   */
  public static Fingerprint of(Connection session, Place place) throws SQLException {
    return new Fingerprint(ask(session, place, DEFINITIONS));
  }

  /**
   * Asks the catalog for names of objects and a text for each.
   *
   * @param session in autocommit
   * @param question a query on s, e and c
   */
  static SortedMap<String, String> ask(Connection session, Place place, String question)
      throws SQLException {
    SortedMap<String, String> objects = new TreeMap<>();
    try (Statement path = session.createStatement();
        PreparedStatement statement = session.prepareStatement(OURS + question)) {
      // Definitions name a schema or not, as the search path has it.
      path.execute("SET search_path = pg_catalog");
      statement.setArray(1, session.createArrayOf("text", place.schemas().toArray()));
      statement.setString(2, place.historyTable());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          objects.put(row.getString(1), String.valueOf(row.getString(2)));
        }
      }
      path.execute("RESET search_path");
    }
    return objects;
  }

  /** 16 hexadecimal digits. */
  public String digest() {
    MessageDigest sha = sha();
    objects.forEach((object, definition) ->
        sha.update((object + '\n' + definition + '\n').getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha.digest()).substring(0, LENGTH);
  }

  /** Digest of one definition in hexadecimal digits. */
  static String hex(String definition) {
    return HexFormat.of().formatHex(sha().digest(definition.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What is new, gone or different here, each with a sign before it: + - ~. */
  public List<String> since(Fingerprint earlier) {
    TreeSet<String> names = new TreeSet<>(objects.keySet());
    names.addAll(earlier.objects.keySet());
    return names.stream()
        .filter(name -> !String.valueOf(objects.get(name)).equals(earlier.objects.get(name)))
        .map(name -> sign(earlier, name) + name)
        .toList();
  }

  /** Qualified names of the relations that are new here. */
  public List<String> newRelations(Fingerprint earlier) {
    return objects.keySet().stream()
        .filter(name -> name.startsWith("relation ") && !earlier.objects.containsKey(name))
        .map(name -> name.substring("relation ".length()))
        .toList();
  }

  private String sign(Fingerprint earlier, String name) {
    if (!earlier.objects.containsKey(name)) {
      return "+";
    }
    return objects.containsKey(name) ? "~" : "-";
  }
}
