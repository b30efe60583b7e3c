package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.jql.Query.And;
import io.issuestream.sandbox.jql.Query.Clause;
import io.issuestream.sandbox.jql.Query.Comparison;
import io.issuestream.sandbox.jql.Query.Not;
import io.issuestream.sandbox.jql.Query.Or;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Turns a restriction into a window of ids and a check. */
final class Planner {
  private final JiraData data;
  private final ZoneId zone;
  private final Instant now;
  private final @Nullable List<String> warnings;
  private @Nullable Set<String> projects;
  private long idAbove = Long.MIN_VALUE;
  private long idBelow = Long.MAX_VALUE;
  private @Nullable Predicate<Issue> rest;

  /**
   * Plans a query.
   *
   * @param warnings takes what unknown values are told with, which then match nothing; null refuses
   *     them
   */
  Planner(JiraData data, ZoneId zone, Instant now, @Nullable List<String> warnings) {
    this.data = data;
    this.zone = zone;
    this.now = now;
    this.warnings = warnings;
  }

  Plan plan(@Nullable Clause where) {
    if (where != null) {
      narrow(where);
    }
    return new Plan(projects, idAbove, idBelow, rest);
  }

  /** Takes out of top-level ANDs what a window can say; leaves everything else to the check. */
  private void narrow(Clause clause) {
    switch (clause) {
      case And(Clause left, Clause right) -> {
        narrow(left);
        narrow(right);
      }
      case Comparison c
          when c.field().equals("project") && Set.of("=", "in").contains(c.operator()) -> {
        Set<String> named = projectKeys(c);
        if (projects == null) {
          projects = named;
        } else {
          projects = new HashSet<>(projects);
          projects.retainAll(named);
        }
      }
      case Comparison c
          when c.field().equals("id") && c.first().matches("\\d{1,18}") && window(c) -> {}
      default -> {
        Predicate<Issue> check = check(clause);
        rest = rest == null ? check : rest.and(check);
      }
    }
  }

  private boolean window(Comparison c) {
    long id = Long.parseLong(c.first());
    switch (c.operator()) {
      case ">" -> idAbove = Math.max(idAbove, id);
      case ">=" -> idAbove = Math.max(idAbove, id - 1);
      case "<" -> idBelow = Math.min(idBelow, id);
      case "<=" -> idBelow = Math.min(idBelow, id + 1);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Predicate<Issue> check(Clause clause) {
    return switch (clause) {
      case And(Clause left, Clause right) -> check(left).and(check(right));
      case Or(Clause left, Clause right) -> check(left).or(check(right));
      case Not(Clause inner) -> check(inner).negate();
      case Comparison c ->
          switch (c.field()) {
            case "project" -> project(c);
            case "id", "key" -> new KeyComparison(data, c, this::unknown).check();
            case "sprint" -> sprint(c);
            case "created" -> date(c, Issue::created);
            default -> date(c, Issue::updated);
          };
    };
  }

  private Predicate<Issue> project(Comparison c) {
    Set<String> named = projectKeys(c);
    return switch (c.operator()) {
      case "=", "in" -> issue -> named.contains(issue.projectKey());
      case "!=", "not in" -> issue -> !named.contains(issue.projectKey());
      default -> throw unsupported(c);
    };
  }

  private Set<String> projectKeys(Comparison c) {
    Set<String> keys = new HashSet<>();
    for (String operand : c.operands()) {
      projectKey(operand).ifPresent(keys::add);
    }
    return keys;
  }

  /** A project that the account may not browse does not exist for it. */
  private Optional<String> projectKey(String operand) {
    for (Project project : data.visibleProjects()) {
      if (project.key().equalsIgnoreCase(operand)
          || project.name().equalsIgnoreCase(operand)
          || String.valueOf(project.id()).equals(operand)) {
        return Optional.of(project.key());
      }
    }
    unknown(
        operand.matches("\\d+")
            ? "A value with ID '%s' does not exist for the field 'project'.".formatted(operand)
            : "The value '%s' does not exist for the field 'project'.".formatted(operand));
    return Optional.empty();
  }

  /** Refuses a value that does not exist, or warns of it where that was asked for. */
  private void unknown(String message) {
    if (warnings == null) {
      throw new QueryRejected(message);
    }
    warnings.add(message);
  }

  private Predicate<Issue> sprint(Comparison c) {
    if (c.operator().startsWith("is")) {
      boolean empty = c.operator().equals("is");
      return issue -> (issue.sprintIds().length == 0) == empty;
    }
    Set<Long> ids = new HashSet<>();
    for (String operand : c.operands()) {
      sprintId(operand).ifPresent(ids::add);
    }
    return switch (c.operator()) {
      case "=", "in" -> issue -> any(issue.sprintIds(), ids::contains);
      case "!=", "not in" ->
          issue -> issue.sprintIds().length > 0 && !any(issue.sprintIds(), ids::contains);
      default -> throw unsupported(c);
    };
  }

  private Optional<Long> sprintId(String operand) {
    if (operand.matches("\\d{1,18}") && data.sprints().get(Long.parseLong(operand)) != null) {
      return Optional.of(Long.valueOf(operand));
    }
    Optional<Long> named =
        data.sprints().all().stream()
            .filter(sprint -> sprint.name().equalsIgnoreCase(operand))
            .map(Sprint::id)
            .findFirst();
    if (named.isEmpty()) {
      unknown(
          "Sprint with name '%s' does not exist or you do not have permission to view it."
              .formatted(operand));
    }
    return named;
  }

  private Predicate<Issue> date(Comparison c, ToLongFunction<Issue> of) {
    long moment = JqlDates.millis(c.field(), c.first(), zone, now);
    return switch (c.operator()) {
      case ">" -> issue -> of.applyAsLong(issue) > moment;
      case ">=" -> issue -> of.applyAsLong(issue) >= moment;
      case "<" -> issue -> of.applyAsLong(issue) < moment;
      case "<=" -> issue -> of.applyAsLong(issue) <= moment;
      case "=" -> issue -> of.applyAsLong(issue) == moment;
      case "!=" -> issue -> of.applyAsLong(issue) != moment;
      default -> throw unsupported(c);
    };
  }

  private static boolean any(long[] values, LongPredicate test) {
    for (long value : values) {
      if (test.test(value)) {
        return true;
      }
    }
    return false;
  }

  static QueryRejected unsupported(Comparison c) {
    return new QueryRejected(
        "The operator '%s' is not supported by the '%s' field.".formatted(c.operator(), c.field()));
  }
}
