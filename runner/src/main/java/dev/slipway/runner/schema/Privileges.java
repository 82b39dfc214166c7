package dev.slipway.runner.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the application may read what a migration has made (demand D5). Where its role is not
 * named, every role that was granted SELECT on all tables of before is taken for it.
 */
public record Privileges(Connection connection, Place place, Optional<String> applicationRole) {

  /** One sentence for each role that cannot read new relations. */
  public List<String> missing(Fingerprint earlier, Fingerprint now) throws SQLException {
    List<String> fresh = now.newRelations(earlier);
    if (fresh.isEmpty()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT r.rolname, string_agg(c.oid::regclass::text, ', ' ORDER BY c.relname)"
                + " FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname || '.' || c.relname = ANY (?)"
                + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND r.rolname = ANY (?)"
                + " AND NOT (has_table_privilege(r.oid, c.oid, 'SELECT')"
                + " AND has_schema_privilege(r.oid, n.oid, 'USAGE')) GROUP BY 1 ORDER BY 1")) {
      statement.setArray(1, connection.createArrayOf("text", fresh.toArray()));
      statement.setArray(2, connection.createArrayOf("text", roles(earlier).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          sentences.add(
              row.getString(1) + " may not read " + row.getString(2) + "; grant it in a file");
        }
      }
    }
    return sentences;
  }

  private List<String> roles(Fingerprint earlier) throws SQLException {
    if (applicationRole.isPresent()) {
      return List.of(applicationRole.get());
    }
    List<String> roles = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "WITH t AS (SELECT c.oid, c.relacl, c.relowner FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname || '.' || c.relname = ANY (?) AND c.relkind IN ('r', 'p'))"
                + " SELECT r.rolname FROM t, aclexplode(t.relacl) a"
                + " JOIN pg_roles r ON r.oid = a.grantee"
                + " WHERE a.privilege_type = 'SELECT' AND a.grantee <> t.relowner"
                + " GROUP BY 1 HAVING count(DISTINCT t.oid) = (SELECT count(*) FROM t)")) {
      List<String> before = earlier.newRelations(Fingerprint.NOTHING);
      statement.setArray(1, connection.createArrayOf("text", before.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          roles.add(row.getString(1));
        }
      }
    }
    return roles;
  }
}
