package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.SortPoint;
import io.issuestream.sandbox.data.Visibility;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query over what the index knows now and the calling account may see. The issues given
 * are the index's: where it is behind, they are as they were.
 */
public final class Search {
  private final JiraData data;
  private final Query query;
  private final Plan plan;
  private final Collection<ProjectIssues> projects;
  private final Visibility visibility;
  private final Set<Long> reconciled;
  private final Comparator<SortPoint> order;
  private final boolean byRisingId;

  /**
   * Prepares a query.
   *
   * @param zone in which date literals are read
   * @param now what relative dates count from, and by which the index's lag is reckoned
   * @throws QueryRejected as Jira would
   */
  public Search(JiraData data, Query query, ZoneId zone, Instant now) {
    this(data, query, zone, now, Set.of(), null);
  }

  /**
   * The same with what only one surface has.
   *
   * @param reconciled ids of issues to be found as they are, however far the index is behind
   * @param warnings collects what unknown values are told with; null refuses them
   */
  public Search(
      JiraData data,
      Query query,
      ZoneId zone,
      Instant now,
      Set<Long> reconciled,
      @Nullable List<String> warnings) {
    this.data = data;
    this.query = query;
    this.visibility = data.visibility();
    this.reconciled = reconciled;
    this.plan = data.read(() -> new Planner(data, zone, now, warnings).plan(query.where()));
    this.projects = chosen(now);
    this.order = Ordering.of(query.order());
    this.byRisingId = Ordering.byRisingId(query.order());
  }

  /** How many issues match. */
  public long count() {
    return data.read(() -> {
      long count = 0;
      for (ProjectIssues project : projects) {
        int from = project.firstAbove(plan.idAbove());
        int to = upTo(project);
        if (plan.rest() == null && visibility.all()) {
          count += Math.max(0, to - from);
        } else {
          for (int i = from; i < to; i++) {
            count += accepts(project.get(i)) ? 1 : 0;
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
      if (byRisingId && projects.size() == 1 && reconciled.isEmpty()) {
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
      if (accepts(project.get(i))) {
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
          if (place != null && order.compare(issue, place) <= 0) {
            return;
          }
          if (best.size() < limit) {
            best.add(issue);
          } else if (order.compare(issue, best.peek()) < 0) {
            best.poll();
            best.add(issue);
          }
        };
    for (ProjectIssues project : projects) {
      int to = upTo(project);
      for (int i = project.firstAbove(plan.idAbove()); i < to; i++) {
        Issue issue = project.get(i);
        if (accepts(issue) && !reconciled.contains(issue.id())) {
          keep.accept(issue);
        }
      }
    }
    reconciled.forEach(id -> reconcile(id, keep));
    List<Issue> sorted = new ArrayList<>(best);
    sorted.sort(order);
    return sorted;
  }

  private void reconcile(long id, Consumer<Issue> keep) {
    Issue issue = data.find(Long.toString(id));
    boolean inPlan =
        issue != null
            && id > plan.idAbove()
            && id < plan.idBelow()
            && (plan.projects() == null || plan.projects().contains(issue.projectKey()));
    if (issue != null && inPlan && accepts(issue)) {
      keep.accept(issue);
    }
  }

  private boolean accepts(Issue issue) {
    return plan.accepts(issue) && (visibility.all() || visibility.finds(issue));
  }

  private int upTo(ProjectIssues project) {
    return plan.idBelow() == Long.MAX_VALUE
        ? project.size()
        : project.firstAbove(plan.idBelow() - 1);
  }

  private Collection<ProjectIssues> chosen(Instant now) {
    var indexed = data.indexed(now);
    return data.read(() -> {
      List<ProjectIssues> chosen = new ArrayList<>();
      indexed.forEach((key, project) -> {
        if (plan.projects() == null || plan.projects().contains(key)) {
          chosen.add(project);
        }
      });
      return chosen;
    });
  }
}
