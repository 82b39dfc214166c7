package dev.slipway.runner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A migration file as its statements. */
public final class Script {
  private static final Set<String> ENDS_TRANSACTION =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");

  private static final Set<String> STRONG =
      Set.of(
          "ALTER", "CREATE", "DROP", "TRUNCATE", "LOCK", "REFRESH", "CLUSTER", "REINDEX", "VACUUM");

  private final String sql;
  private final List<Statement> statements;
  private final Optional<Tokens.Unclosed> unclosed;

  private Script(String sql, Tokens tokens) {
    this.sql = sql;
    this.statements = split(tokens.all());
    this.unclosed = tokens.unclosed();
  }

  /**
   * One statement as it was written.
   *
   * @param line where it begins, from 1
   */
  public record Piece(String sql, int line) {}

  public static Script of(String sql) {
    return new Script(sql, Tokens.of(sql, 1));
  }

  static Script of(String sql, int firstLine) {
    return new Script(sql, Tokens.of(sql, firstLine));
  }

  List<Statement> statements() {
    return statements;
  }

  public List<Piece> pieces() {
    return statements.stream()
        .map(s ->
            new Piece(
                sql.substring(s.tokens().getFirst().from(), s.tokens().getLast().to()), s.line()))
        .toList();
  }

  public int size() {
    return statements.size();
  }

  /** The first statement that would take the transaction out of the runner's hands. */
  public Optional<String> transactionControl() {
    return statements.stream()
        .filter(s -> s.startsWithAnyOf(ENDS_TRANSACTION) || s.startsWith("PREPARE", "TRANSACTION"))
        .filter(s -> !s.startsWith("ROLLBACK", "TO"))
        .map(s -> s.tokens().getFirst().text() + ", line " + s.line())
        .findFirst();
  }

  /** A string, quoted name or comment that never ends: what follows is not what was meant. */
  public Optional<String> unclosed() {
    return unclosed.map(it -> it.what() + ", line " + it.line());
  }

  /** The first command of psql, which is none of SQL. */
  public Optional<String> psqlCommand() {
    for (Statement statement : statements) {
      List<Token> tokens = statement.tokens();
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.get(i).is("\\")) {
          Token command = tokens.get(Math.min(i + 1, tokens.size() - 1));
          String name = command.isName() ? command.name() : "";
          return Optional.of("\\" + name + ", line " + tokens.get(i).line());
        }
      }
    }
    return Optional.empty();
  }

  /** What would take the session out of the runner's hands, as words. */
  public Optional<String> sessionControl() {
    for (Statement statement : statements) {
      if (statement.contains("PG_ADVISORY_UNLOCK_ALL")) {
        return Optional.of("releases locks that are not its own, line " + statement.line());
      }
      boolean names = statement.startsWith("SET", "NAMES");
      if ((names || statement.startsWith("SET", "CLIENT_ENCODING"))
          && !statement.tokens().getLast().text().matches("(?i)utf-?8|unicode|default")) {
        return Optional.of("changes the session's encoding, line " + statement.line());
      }
    }
    return Optional.empty();
  }

  /** True where rows follow a statement in the file's own text. */
  public boolean copiesItsOwnRows() {
    return statements.stream().anyMatch(s -> s.startsWith("COPY") && s.contains("FROM", "STDIN"));
  }

  /** Statements that lose data or break the version that runs now, as words. */
  public List<String> destructive() {
    return DestructiveWords.in(this);
  }

  /**
   * Names in statements that lock a table strongly, as PostgreSQL folds them: those of the tables,
   * and more.
   */
  public Set<String> touched() {
    return statements.stream()
        .filter(s -> s.startsWithAnyOf(STRONG))
        .flatMap(s -> s.tokens().stream())
        .filter(Token::isName)
        .map(Token::name)
        .collect(Collectors.toSet());
  }

  /** The object this file changes outside a transaction, if that is all it does. */
  public Optional<ObjectChange> objectChange() {
    return statements.size() == 1 ? ObjectChanges.of(statements.getFirst()) : Optional.empty();
  }

  /** What the file makes, as far as its text decides it. */
  public List<Creation> created() {
    return Creation.of(statements);
  }

  /** The first statement that PostgreSQL refuses inside a transaction. */
  public Optional<String> refusesTransaction() {
    return statements.stream()
        .filter(ObjectChanges::refusesTransaction)
        .map(s -> s.tokens().getFirst().text() + ", line " + s.line())
        .findFirst();
  }

  private static List<Statement> split(List<Token> tokens) {
    List<Statement> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int parentheses = 0;
    int body = 0;
    for (Token token : tokens) {
      parentheses = Math.max(0, parentheses + (token.is("(") ? 1 : token.is(")") ? -1 : 0));
      body = body(body, token, current);
      if (token.is(";") && parentheses == 0 && body == 0) {
        add(statements, current);
        current = new ArrayList<>();
      } else {
        current.add(token);
      }
    }
    add(statements, current);
    return List.copyOf(statements);
  }

  /** Depth inside a function's {@code BEGIN ATOMIC … END}, whose semicolons end no statement. */
  private static int body(int depth, Token token, List<Token> before) {
    if (depth == 0) {
      boolean atomic = token.is("ATOMIC") && !before.isEmpty() && before.getLast().is("BEGIN");
      return atomic && before.getFirst().is("CREATE") ? 1 : 0;
    }
    if (token.is("CASE")) {
      return depth + 1;
    }
    return token.is("END") ? depth - 1 : depth;
  }

  private static void add(List<Statement> statements, List<Token> tokens) {
    if (!tokens.isEmpty()) {
      statements.add(new Statement(List.copyOf(tokens)));
    }
  }
}
