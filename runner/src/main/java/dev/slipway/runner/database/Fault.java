package dev.slipway.runner.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a database error lets be said. PostgreSQL's primary message is passed on only for states
 * whose messages name objects; elsewhere it quotes values. Detail, hint, context and the driver's
 * own words are never passed on.
 */
public record Fault(String state, String text) {
  private static final Set<String> NAMES_OBJECTS =
      Set.of(
          "0A000", "2BP01", "3D000", "3F000", "40P01", "42501", "42701", "42703", "42704", "42710",
          "42723", "42804", "42809", "42830", "42846", "42883", "42P01", "42P06", "42P07", "42P16",
          "42P17", "53100", "53200", "53300", "55006", "55P03", "55P04", "57014", "57P01");
  private static final String CERTIFICATE =
      "the server's certificate is not accepted; put the one that signed it under the key ca.crt"
          + " into the Secret, and use the name it was made out to";
  private static final String POOLER = "a connection pooler";
  private static final List<String> GONE = List.of("08", "57P01", "57P02", "57P03", "53300");
  private static final List<String> LOCK = List.of("55P03", "40P01");

  public static Fault of(SQLException error) {
    String state = error.getSQLState() == null ? "08000" : error.getSQLState();
    if (error.getCause() instanceof SSLException) {
      return new Fault(state, CERTIFICATE + " (SQLSTATE " + state + ")");
    }
    return new Fault(state, words(state, primary(error)) + " (SQLSTATE " + state + ")");
  }

  /** The database error below any other, if there is one. */
  public static @Nullable SQLException cause(@Nullable Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** The session or the server is gone, or never was there. */
  public boolean unreachable() {
    return GONE.stream().anyMatch(state::startsWith);
  }

  /** Who logs in is not known, not by this password, or not from here. */
  public boolean login() {
    return state.startsWith("28");
  }

  /** Something between us and the server refuses what a session needs. */
  public boolean pooler() {
    return text.startsWith(POOLER);
  }

  /** Somebody else held a lock; nothing is wrong with the statement. */
  public boolean lock() {
    return LOCK.contains(state);
  }

  private static @Nullable String primary(SQLException error) {
    if (error instanceof PSQLException postgres) {
      ServerErrorMessage server = postgres.getServerErrorMessage();
      return server == null ? null : server.getMessage();
    }
    return null;
  }

  private static String words(String state, @Nullable String primary) {
    if (primary != null && (NAMES_OBJECTS.contains(state) || state.startsWith("23"))) {
      return firstLine(primary);
    }
    return switch (state.substring(0, 2)) {
      case "08" -> poolerOr(primary, "no connection");
      case "22" -> "a value does not fit its type";
      case "28" -> "login refused";
      case "42" -> primary == null ? "statement refused" : withoutQuotes(firstLine(primary));
      case "57" -> "the server is not available";
      case "P0" -> "an error raised by the file itself";
      default -> "the server reports an error";
    };
  }

  private static String poolerOr(@Nullable String primary, String otherwise) {
    return primary != null && primary.contains("startup parameter")
        ? POOLER + " refuses session settings; give the address of the primary itself"
        : otherwise;
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }

  /** A syntax error quotes the text it stumbles over, which may be a password. */
  private static String withoutQuotes(String text) {
    return text.replaceAll("\".*\"", "…").replaceAll("'.*'", "…");
  }
}
