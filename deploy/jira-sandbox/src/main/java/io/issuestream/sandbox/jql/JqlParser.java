package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.jql.JqlTokens.Token;
import io.issuestream.sandbox.jql.Query.And;
import io.issuestream.sandbox.jql.Query.Clause;
import io.issuestream.sandbox.jql.Query.Comparison;
import io.issuestream.sandbox.jql.Query.Not;
import io.issuestream.sandbox.jql.Query.Or;
import io.issuestream.sandbox.jql.Query.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recursive-descent parser: OR binds loosest, then AND, then NOT. */
final class JqlParser {
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=");
  private static final Set<String> FIELDS =
      Set.of(
          "project",
          "id",
          "key",
          "issuekey",
          "issue",
          "updated",
          "updateddate",
          "created",
          "createddate",
          "sprint");

  /** Jira refuses longer ORDER BY clauses. */
  private static final int MOST_ORDERS = 7;

  private final List<Token> tokens;
  private int at;

  JqlParser(String jql) {
    this.tokens = JqlTokens.of(jql);
  }

  Query query() {
    Clause where = null;
    if (at < tokens.size() && !peekIs("order")) {
      where = or();
    }
    List<Order> order = new ArrayList<>();
    if (peekIs("order")) {
      at++;
      expect("by");
      do {
        order.add(order());
      } while (accept(","));
    }
    if (at < tokens.size()) {
      throw unexpected(tokens.get(at), "Expecting either 'OR' or 'AND'");
    }
    if (order.size() > MOST_ORDERS) {
      throw new QueryRejected("The ORDER BY clause can contain a maximum of 7 fields.");
    }
    return new Query(where, order);
  }

  private Clause or() {
    Clause left = and();
    while (accept("or") || accept("||")) {
      left = new Or(left, and());
    }
    return left;
  }

  private Clause and() {
    Clause left = not();
    while (accept("and") || accept("&&")) {
      left = new And(left, not());
    }
    return left;
  }

  private Clause not() {
    if (accept("not")) {
      return new Not(not());
    }
    if (accept("(")) {
      Clause inner = or();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Clause comparison() {
    Token field = next("a field name");
    String name = field.text().toLowerCase(Locale.ROOT);
    if (field.reserved()) {
      throw reserved(field, "field name");
    }
    Token operator = next("an operator");
    String word = operator.text().toLowerCase(Locale.ROOT);
    if (!FIELDS.contains(name)) {
      throw new QueryRejected(
          "Field '%s' does not exist or you do not have permission to view it."
              .formatted(field.text()));
    }
    if (OPERATORS.contains(word) && !operator.quoted()) {
      return new Comparison(plain(name), word, List.of(operand()));
    }
    return switch (word) {
      case "in" -> new Comparison(plain(name), "in", list());
      case "not" -> {
        expect("in");
        yield new Comparison(plain(name), "not in", list());
      }
      case "is" -> {
        boolean negated = accept("not");
        Token empty = next("EMPTY or NULL");
        if (!empty.is("empty") && !empty.is("null")) {
          throw unexpected(empty, "Expecting 'EMPTY' or 'NULL'");
        }
        yield new Comparison(plain(name), negated ? "is not" : "is", List.of("EMPTY"));
      }
      default ->
          throw unexpected(
              operator,
              "Expecting operator before the value. The valid operators are '=', '!=', '<', '>',"
                  + " '<=', '>=', 'IN', 'NOT IN', 'IS' and 'IS NOT'");
    };
  }

  private List<String> list() {
    expect("(");
    List<String> operands = new ArrayList<>();
    do {
      operands.add(operand());
    } while (accept(","));
    expect(")");
    return operands;
  }

  private String operand() {
    Token token = next("a value");
    if (token.reserved() && !token.is("empty") && !token.is("null")) {
      throw reserved(token, "query value");
    }
    return token.text();
  }

  private Order order() {
    Token field = next("a field name");
    String name = plain(field.text().toLowerCase(Locale.ROOT));
    if (!Set.of("id", "key", "created", "updated").contains(name)) {
      throw new QueryRejected(
          "Field '%s' does not exist or you do not have permission to view it."
              .formatted(field.text()));
    }
    boolean descending = accept("desc");
    if (!descending) {
      accept("asc");
    }
    return new Order(name, descending);
  }

  /** Jira knows several names for some fields. */
  private static String plain(String name) {
    return switch (name) {
      case "issuekey", "issue" -> "key";
      case "updateddate" -> "updated";
      case "createddate" -> "created";
      default -> name;
    };
  }

  private boolean peekIs(String word) {
    return at < tokens.size() && tokens.get(at).is(word);
  }

  private boolean accept(String word) {
    if (peekIs(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw unexpected(at < tokens.size() ? tokens.get(at) : null, "Expecting '" + word + "'");
    }
  }

  private Token next(String wanted) {
    if (at >= tokens.size()) {
      throw unexpected(null, "Expecting " + wanted);
    }
    return tokens.get(at++);
  }

  private static QueryRejected reserved(Token token, String use) {
    return new QueryRejected(
        ("Error in the JQL Query: '%s' is a reserved JQL word. You must surround it in quotation"
                + " marks to use it as a %s. (line 1, character %d)")
            .formatted(token.text(), use, token.column()));
  }

  private static QueryRejected unexpected(@Nullable Token token, String expecting) {
    String where =
        token == null
            ? "(at the end)"
            : "but got '%s'. (line 1, character %d)".formatted(token.text(), token.column());
    return new QueryRejected("Error in the JQL Query: %s %s".formatted(expecting, where));
  }
}
