package dev.slipway.runner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A migration file as its statements. */
public final class Script {
  private static final Set<String> ENDS_TRANSACTION =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT");

  private final List<Statement> statements;

  private Script(List<Statement> statements) {
    this.statements = statements;
  }

  public static Script of(String sql) {
    return new Script(split(Tokens.of(sql, 1)));
  }

  static Script of(String sql, int firstLine) {
    return new Script(split(Tokens.of(sql, firstLine)));
  }

  List<Statement> statements() {
    return statements;
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

  /** Statements that lose data or break the version that runs now, as words. */
  public List<String> destructive() {
    return DestructiveWords.in(this);
  }

  /** The index this file builds or drops outside a transaction, if that is all it does. */
  public Optional<IndexChange> indexChange() {
    return statements.size() == 1 ? IndexChange.of(statements.getFirst()) : Optional.empty();
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
