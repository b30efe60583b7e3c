package io.issuestream.metrics.ledger;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueHistory;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an issue's part in a sprint where its changelog cannot tell: from the sprints it lists, its
 * status and its resolution date.
 *
 * <p>Whoever is listed counts as committed, since additions and removals cannot be seen. Done
 * counts with its resolution date. An issue that is done without one was done by the time it was
 * last updated: where that is after the sprint's end, it counts as finished in the last sprint it
 * lists, because an unfinished one would have gone on to another.
 */
final class MembershipReading {
  private MembershipReading() {}

  /** The issue's entry, or null if it does not list the sprint. */
  static @Nullable LedgerEntry read(IssueHistory issue, SprintWindow sprint, Sprints sprints) {
    if (!issue.sprintIds().contains(sprint.sprintId())) {
      return null;
    }
    var estimate = issue.estimate().last();
    var facts = new EnumMap<SprintFact, Moment>(SprintFact.class);
    if (sprint.phase() != SprintPhase.FUTURE) {
      boolean later = sprints.namesLater(issue, sprint);
      Instant start = sprint.start();
      Instant entered = start == null ? issue.created() : start;
      facts.put(SprintFact.COMMITTED, new Moment(entered, estimate));
      Map.Entry<SprintFact, Instant> outcome = outcome(issue, sprint, later);
      facts.put(outcome.getKey(), new Moment(outcome.getValue(), estimate));
    }
    return new LedgerEntry(issue, Basis.MEMBERSHIP, issue.assignee().last(), estimate, facts);
  }

  private static Map.Entry<SprintFact, Instant> outcome(
      IssueHistory issue, SprintWindow sprint, boolean later) {
    Instant done = done(issue, sprint, later);
    Instant start = sprint.start();
    if (done != null && !done.isAfter(sprint.end())) {
      boolean before = start != null && !done.isAfter(start);
      return Map.entry(before ? SprintFact.COMPLETED_OUTSIDE : SprintFact.COMPLETED, done);
    }
    boolean carried = sprint.ended() || later;
    return Map.entry(carried ? SprintFact.CARRIED_OVER : SprintFact.REMAINING, sprint.end());
  }

  private static @Nullable Instant done(IssueHistory issue, SprintWindow sprint, boolean later) {
    if (issue.changelog()) {
      return issue.doneAt(sprint.end()) ? issue.doneSince(sprint.end()) : null;
    }
    if (issue.status().last() != StatusCategory.DONE) {
      return null;
    }
    if (issue.resolved() != null) {
      return issue.resolved();
    }
    return later || issue.updated().isBefore(sprint.end()) ? issue.updated() : sprint.end();
  }
}
