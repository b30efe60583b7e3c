package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.SortPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers one query over the data as it is now. */
public final class Search {
  private final JiraData data;
  private final Query query;
  private final Plan plan;
  private final Comparator<SortPoint> order;
  private final boolean byRisingId;

  /**
   * Prepares a query.
   *
   * @param zone in which date literals are read
   * @param now what relative dates count from
   * @throws QueryRejected as Jira would
   */
  public Search(JiraData data, Query query, ZoneId zone, Instant now) {
    this.data = data;
    this.query = query;
    this.plan = data.read(() -> new Planner(data, zone, now).plan(query.where()));
    this.order = Ordering.of(query.order());
    this.byRisingId = Ordering.byRisingId(query.order());
  }

  /** How many issues match. */
  public long count() {
    return data.read(() -> {
      long count = 0;
      for (ProjectIssues project : projects()) {
        int from = project.firstAbove(plan.idAbove());
        int to = upTo(project);
        if (plan.rest() == null) {
          count += Math.max(0, to - from);
        } else {
          for (int i = from; i < to; i++) {
            count += plan.accepts(project.get(i)) ? 1 : 0;
          }
        }
      }
      return count;
    });
  }

  /**
   * The first {@code limit} matches after a place, in order; from the beginning where the place is
   * null.
   */
  public List<Issue> after(@Nullable SortPoint place, int limit) {
    return data.read(() -> {
      Collection<ProjectIssues> projects = projects();
      if (byRisingId && projects.size() == 1) {
        return window(projects.iterator().next(), place, limit);
      }
      return first(place, limit);
    });
  }

  /** The matches from number {@code start} on, in order. */
  public List<Issue> slice(long start, int limit) {
    long end = Math.min(Integer.MAX_VALUE, start + limit);
    List<Issue> all = after(null, (int) end);
    return start >= all.size() ? List.of() : all.subList((int) start, all.size());
  }

  /** Whether the query restricts anything; Cloud refuses one that does not. */
  public boolean bounded() {
    return query.where() != null;
  }

  private List<Issue> window(ProjectIssues project, @Nullable SortPoint place, int limit) {
    List<Issue> found = new ArrayList<>(Math.min(limit, 1000));
    int to = upTo(project);
    for (int i =
            project.firstAbove(
                Math.max(plan.idAbove(), place == null ? Long.MIN_VALUE : place.id()));
        i < to && found.size() < limit;
        i++) {
      if (plan.accepts(project.get(i))) {
        found.add(project.get(i));
      }
    }
    return found;
  }

  /**
   * Keeps the best {@code limit} while scanning, so that a page of a large result is not paid for
   * by sorting it all.
   */
  private List<Issue> first(@Nullable SortPoint place, int limit) {
    if (limit == 0) {
      return List.of();
    }
    PriorityQueue<Issue> best = new PriorityQueue<>(Math.min(limit, 1000) + 1, order.reversed());
    Consumer<Issue> keep =
        issue -> {
          if (best.size() < limit) {
            best.add(issue);
          } else if (order.compare(issue, best.peek()) < 0) {
            best.poll();
            best.add(issue);
          }
        };
    for (ProjectIssues project : projects()) {
      int to = upTo(project);
      for (int i = project.firstAbove(plan.idAbove()); i < to; i++) {
        Issue issue = project.get(i);
        if (plan.accepts(issue) && (place == null || order.compare(issue, place) > 0)) {
          keep.accept(issue);
        }
      }
    }
    List<Issue> sorted = new ArrayList<>(best);
    sorted.sort(order);
    return sorted;
  }

  private int upTo(ProjectIssues project) {
    return plan.idBelow() == Long.MAX_VALUE
        ? project.size()
        : project.firstAbove(plan.idBelow() - 1);
  }

  private Collection<ProjectIssues> projects() {
    if (plan.projects() == null) {
      return data.projects().values();
    }
    List<ProjectIssues> chosen = new ArrayList<>();
    data.projects()
        .forEach((key, project) -> {
          if (plan.projects().contains(key)) {
            chosen.add(project);
          }
        });
    return chosen;
  }
}
