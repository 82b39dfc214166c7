package dev.slipway.runner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds statements that lose data or that the version running now cannot live with. Looks at
 * tokens, not at meaning: what it finds is a reason to refuse, what it does not find is no proof.
 */
final class DestructiveWords {
  private static final Set<String> HARMLESS_DROPS =
      Set.of(
          "INDEX",
          "TRIGGER",
          "POLICY",
          "RULE",
          "STATISTICS",
          "CAST",
          "PUBLICATION",
          "SUBSCRIPTION",
          "EVENT");

  /** Before a statement inside a block of PL/pgSQL. */
  private static final Set<String> BEFORE_STATEMENT = Set.of("BEGIN", "THEN", "ELSE", "LOOP", "(");

  private final List<String> found = new ArrayList<>();

  private DestructiveWords() {}

  static List<String> in(Script script) {
    DestructiveWords words = new DestructiveWords();
    script.statements().forEach(words::look);
    return words.found.stream().distinct().toList();
  }

  private void look(Statement statement) {
    if (statement.startsWith("DO")) {
      // What a block builds and executes is opaque: its texts are read as if they were SQL.
      statement.tokens().stream().filter(Token::isText).forEach(this::lookInside);
      return;
    }
    verb(statement);
    for (int i = 1; i < statement.tokens().size(); i++) {
      if (statement.is(i - 1, "(") && statement.is(i, "DELETE")) {
        verb(statement.from(i));
      }
    }
  }

  private void lookInside(Token text) {
    for (Statement statement : Script.of(text.text(), text.line()).statements()) {
      verb(statement);
      for (int i = 1; i < statement.tokens().size(); i++) {
        Token before = statement.tokens().get(i - 1);
        if (BEFORE_STATEMENT.stream().anyMatch(before::is)) {
          verb(statement.from(i));
        }
      }
      statement.tokens().stream().filter(Token::isText).forEach(this::lookInside);
    }
  }

  private void verb(Statement statement) {
    if (statement.startsWith("DROP")) {
      drop(statement);
    } else if (statement.startsWith("TRUNCATE")) {
      found.add("TRUNCATE");
    } else if (statement.startsWith("DELETE", "FROM") && !statement.contains("WHERE")) {
      found.add("DELETE without WHERE");
    } else if (statement.startsWith("ALTER")) {
      alter(statement);
    }
  }

  private void drop(Statement statement) {
    if (statement.tokens().size() < 2 || statement.tokens().get(1).kind() != Token.Kind.WORD) {
      return;
    }
    String what = statement.tokens().get(1).text();
    if (!HARMLESS_DROPS.contains(what)) {
      found.add("DROP " + (what.equals("MATERIALIZED") ? "MATERIALIZED VIEW" : what));
    }
  }

  private void alter(Statement statement) {
    if (statement.is(1, "INDEX") || statement.is(1, "SYSTEM") || statement.is(1, "ROLE")) {
      return;
    }
    if (statement.contains("RENAME") && !statement.contains("RENAME", "CONSTRAINT")) {
      found.add("RENAME");
    }
    if (statement.contains("SET", "SCHEMA")) {
      found.add("SET SCHEMA");
    }
    if (statement.is(1, "TABLE") || statement.wordsAt(1, "FOREIGN", "TABLE")) {
      statement.parts().forEach(this::tableAction);
    } else if (statement.contains("DROP", "ATTRIBUTE")) {
      found.add("DROP ATTRIBUTE");
    } else if (statement.contains("ALTER", "ATTRIBUTE")) {
      found.add("ALTER TYPE");
    }
  }

  /** One action of ALTER TABLE; the first one still has the table's name before it. */
  private void tableAction(Statement action) {
    for (int i = 0; i < action.tokens().size(); i++) {
      if (action.is(i, "DROP")) {
        dropAction(action, i);
        return;
      }
      if (action.is(i, "ADD")) {
        addAction(action.from(i));
        return;
      }
      if (action.is(i, "ALTER")
          && !(i == 0 && (action.is(1, "TABLE") || action.is(1, "FOREIGN")))) {
        columnAction(action.from(i));
        return;
      }
      if (action.wordsAt(i, "DETACH", "PARTITION")) {
        found.add("DETACH PARTITION");
        return;
      }
    }
  }

  private void dropAction(Statement action, int at) {
    if (!action.is(at + 1, "CONSTRAINT")) {
      found.add("DROP COLUMN");
    }
  }

  private void addAction(Statement action) {
    boolean filled =
        action.contains("DEFAULT")
            || action.contains("GENERATED")
            || action.tokens().stream().anyMatch(t -> t.text().endsWith("SERIAL"));
    boolean column = action.is(1, "COLUMN") || !isTableConstraint(action);
    if (column && !filled && action.contains("NOT", "NULL")) {
      found.add("ADD COLUMN NOT NULL without DEFAULT");
    }
  }

  private static boolean isTableConstraint(Statement action) {
    return Set.of("CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "EXCLUDE").stream()
        .anyMatch(word -> action.is(1, word));
  }

  private void columnAction(Statement action) {
    int column = action.is(1, "COLUMN") ? 2 : 1;
    if (action.is(column + 1, "TYPE") || action.wordsAt(column + 1, "SET", "DATA", "TYPE")) {
      found.add("ALTER COLUMN TYPE");
    } else if (action.wordsAt(column + 1, "SET", "NOT", "NULL")) {
      found.add("SET NOT NULL");
    }
  }
}
