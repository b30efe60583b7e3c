package io.issuestream.sandbox.jql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits JQL into words, quoted texts, operators and punctuation. */
final class JqlTokens {
  /** Words that are project keys as well and must be quoted then (an extract of Jira's list). */
  private static final Set<String> RESERVED =
      Set.of(
          "add",
          "all",
          "alter",
          "and",
          "any",
          "as",
          "asc",
          "before",
          "begin",
          "between",
          "boolean",
          "by",
          "byte",
          "changed",
          "char",
          "check",
          "column",
          "commit",
          "connect",
          "continue",
          "count",
          "create",
          "current",
          "date",
          "decimal",
          "declare",
          "default",
          "define",
          "delete",
          "desc",
          "difference",
          "distinct",
          "divide",
          "do",
          "double",
          "drop",
          "else",
          "empty",
          "end",
          "equals",
          "escape",
          "exclusive",
          "exec",
          "execute",
          "exists",
          "explain",
          "false",
          "fetch",
          "file",
          "field",
          "first",
          "float",
          "for",
          "from",
          "function",
          "go",
          "goto",
          "grant",
          "greater",
          "group",
          "having",
          "if",
          "immediate",
          "in",
          "increment",
          "index",
          "initial",
          "inner",
          "inout",
          "input",
          "insert",
          "int",
          "integer",
          "intersect",
          "into",
          "is",
          "isempty",
          "isnull",
          "join",
          "last",
          "left",
          "less",
          "like",
          "limit",
          "lock",
          "long",
          "max",
          "min",
          "minus",
          "mode",
          "modify",
          "multiply",
          "next",
          "noaudit",
          "not",
          "notin",
          "null",
          "number",
          "object",
          "of",
          "on",
          "option",
          "or",
          "order",
          "outer",
          "output",
          "power",
          "previous",
          "prior",
          "privileges",
          "public",
          "raise",
          "raw",
          "remainder",
          "rename",
          "resource",
          "return",
          "returns",
          "revoke",
          "right",
          "row",
          "rowid",
          "rownum",
          "rows",
          "select",
          "session",
          "set",
          "share",
          "size",
          "sqrt",
          "start",
          "strict",
          "string",
          "subtract",
          "sum",
          "synonym",
          "table",
          "then",
          "to",
          "trans",
          "transaction",
          "trigger",
          "true",
          "uid",
          "union",
          "unique",
          "update",
          "user",
          "validate",
          "values",
          "view",
          "was",
          "when",
          "whenever",
          "where",
          "while",
          "with");

  /** A token: its text, whether it was quoted, and the column it begins at, counted from 1. */
  record Token(String text, boolean quoted, int column) {
    boolean is(String word) {
      return !quoted && text.equalsIgnoreCase(word);
    }

    boolean reserved() {
      return !quoted && RESERVED.contains(text.toLowerCase(Locale.ROOT));
    }
  }

  private final String jql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private JqlTokens(String jql) {
    this.jql = jql;
  }

  static List<Token> of(String jql) {
    JqlTokens reader = new JqlTokens(jql);
    for (Token token = reader.next(); token != null; token = reader.next()) {
      reader.tokens.add(token);
    }
    return reader.tokens;
  }

  private @Nullable Token next() {
    while (at < jql.length() && Character.isWhitespace(jql.charAt(at))) {
      at++;
    }
    if (at == jql.length()) {
      return null;
    }
    int start = at;
    char c = jql.charAt(at);
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    if ("(),".indexOf(c) >= 0) {
      at++;
      return new Token(String.valueOf(c), false, start + 1);
    }
    if ("=!<>~".indexOf(c) >= 0) {
      while (at < jql.length() && "=!<>~".indexOf(jql.charAt(at)) >= 0) {
        at++;
      }
      return new Token(jql.substring(start, at), false, start + 1);
    }
    while (at < jql.length()
        && !Character.isWhitespace(jql.charAt(at))
        && "(),=!<>~\"'".indexOf(jql.charAt(at)) < 0) {
      at++;
    }
    return new Token(jql.substring(start, at), false, start + 1);
  }

  private Token quoted(char quote) {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < jql.length() && jql.charAt(at) != quote) {
      if (jql.charAt(at) == '\\' && at + 1 < jql.length()) {
        at++;
      }
      text.append(jql.charAt(at++));
    }
    if (at >= jql.length()) {
      throw new QueryRejected(
          "Error in the JQL Query: The quoted string '%s' has not been completed. (line 1, character %d)"
              .formatted(text, start + 1));
    }
    at++;
    return new Token(text.toString(), true, start + 1);
  }
}
