package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.jql.Query.Comparison;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Comparing an issue with ids or keys; either field takes either kind of value, and former keys
 * still work.
 */
final class KeyComparison {
  private final JiraData data;
  private final Comparison comparison;
  private final Consumer<String> unknown;

  /**
   * Prepares a comparison.
   *
   * @param unknown told of values that do not exist for the account
   */
  KeyComparison(JiraData data, Comparison comparison, Consumer<String> unknown) {
    this.data = data;
    this.comparison = comparison;
    this.unknown = unknown;
  }

  Predicate<Issue> check() {
    return switch (comparison.operator()) {
      case "=", "in" -> one();
      case "!=", "not in" -> one().negate();
      case "<", "<=", ">", ">=" -> comparison.first().matches("\\d{1,18}") ? byId() : byNumber();
      default -> throw Planner.unsupported(comparison);
    };
  }

  private Predicate<Issue> one() {
    Set<Long> ids = new HashSet<>();
    for (String operand : comparison.operands()) {
      Issue issue = data.visible(operand);
      if (issue == null) {
        unknown.accept(
            operand.matches("\\d+")
                ? "A value with ID '%s' does not exist for the field '%s'."
                    .formatted(operand, comparison.field())
                : "An issue with key '%s' does not exist for field '%s'."
                    .formatted(operand, comparison.field()));
      } else {
        ids.add(issue.id());
      }
    }
    return issue -> ids.contains(issue.id());
  }

  private Predicate<Issue> byId() {
    LongPredicate test = against(Long.parseLong(comparison.first()));
    return issue -> test.test(issue.id());
  }

  /**
   * Keys are compared by number inside their own project; issues of other projects do not match.
   */
  private Predicate<Issue> byNumber() {
    String project = Issue.projectOf(comparison.first());
    LongPredicate test = against(Issue.numberOf(comparison.first()));
    return issue -> issue.projectKey().equals(project) && test.test(issue.number());
  }

  private LongPredicate against(long bound) {
    return switch (comparison.operator()) {
      case "<" -> value -> value < bound;
      case "<=" -> value -> value <= bound;
      case ">" -> value -> value > bound;
      default -> value -> value >= bound;
    };
  }
}
