package io.issuestream.metrics.history;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.issue.StatusCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics need to know of an issue.
 *
 * @param resolved Jira's resolution date; null while unresolved
 * @param sprintIds the sprints Jira's field lists now: those it is in and closed ones it was in
 * @param changelog whether Jira gave one; without, there are no moves and every timeline is flat
 * @param complete whether the changelog reaches back to the creation
 * @param moves sprints entered and left, oldest first
 * @param status the category of its status
 * @param estimate story points; null when unestimated
 * @param assignee the person's team-scoped reference; null when nobody
 */
public record IssueHistory(
    long id,
    String key,
    String projectKey,
    boolean deleted,
    Instant created,
    Instant updated,
    @Nullable Instant resolved,
    List<Long> sprintIds,
    boolean changelog,
    boolean complete,
    List<SprintMove> moves,
    Timeline<StatusCategory> status,
    Timeline<@Nullable BigDecimal> estimate,
    Timeline<@Nullable String> assignee) {

  public IssueHistory {
    requireNonNull(key, "key");
    requireNonNull(projectKey, "projectKey");
    requireNonNull(created, "created");
    requireNonNull(updated, "updated");
    sprintIds = List.copyOf(sprintIds);
    moves = List.copyOf(moves);
    requireNonNull(status, "status");
    requireNonNull(estimate, "estimate");
    requireNonNull(assignee, "assignee");
  }

  /** Every sprint the issue ever touched, as far as its sprint list and its changelog say. */
  public SortedSet<Long> touchedSprints() {
    var touched = new TreeSet<>(sprintIds);
    for (SprintMove move : moves) {
      touched.addAll(move.left());
      touched.addAll(move.entered());
    }
    return touched;
  }

  /**
   * The newest moment anything is known of. {@code updated} alone does not do: many servers give it
   * in whole seconds, and the change that led to it to the millisecond.
   */
  public Instant newest() {
    Instant newest = later(updated, created);
    if (!moves.isEmpty()) {
      newest = later(newest, moves.getLast().at());
    }
    for (Timeline<?> timeline : List.of(status, estimate, assignee)) {
      if (!timeline.steps().isEmpty()) {
        newest = later(newest, timeline.steps().getLast().at());
      }
    }
    return newest;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** Whether it is done at a moment. */
  public boolean doneAt(Instant moment) {
    return status.at(moment) == StatusCategory.DONE;
  }

  /** Since when it has been done without a break, looked at from a moment at which it is. */
  public Instant doneSince(Instant moment) {
    return status.since(category -> category == StatusCategory.DONE, moment, created);
  }
}
