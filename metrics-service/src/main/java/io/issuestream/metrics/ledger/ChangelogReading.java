package io.issuestream.metrics.ledger;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueHistory;
import io.issuestream.metrics.history.Stay;
import io.issuestream.metrics.history.Timeline.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an issue's part in a sprint from its changelog. */
final class ChangelogReading {
  private ChangelogReading() {}

  /** The issue's entry, or null if it was not in the sprint while that ran. */
  static @Nullable LedgerEntry read(IssueHistory issue, SprintWindow sprint) {
    List<Stay> stays = Stay.of(issue, sprint.sprintId());
    if (stays.isEmpty()) {
      return null;
    }
    Instant start = sprint.start();
    if (start == null) {
      return planned(issue, sprint, stays.getLast());
    }
    boolean committed = stays.stream().anyMatch(stay -> covers(stay, start));
    Instant entered = committed ? start : firstEntry(stays, sprint, start);
    if (entered == null) {
      return null;
    }
    Instant left = leftAt(stays, sprint, start);
    Instant exit = left == null ? sprint.end() : left;
    var facts = new EnumMap<SprintFact, Moment>(SprintFact.class);
    facts.put(
        committed ? SprintFact.COMMITTED : SprintFact.ADDED,
        new Moment(entered, issue.estimate().at(entered)));
    reestimated(issue, entered, exit, facts);
    if (left != null) {
      facts.put(SprintFact.REMOVED, new Moment(left, issue.estimate().at(left)));
    } else {
      outcome(issue, sprint, start, facts);
    }
    return entry(issue, sprint, exit, facts);
  }

  private static @Nullable LedgerEntry planned(IssueHistory issue, SprintWindow sprint, Stay last) {
    boolean inNow = sprint.phase() == SprintPhase.FUTURE && last.to() == null;
    return inNow ? entry(issue, sprint, sprint.end(), Map.of()) : null;
  }

  /** What happened in the very moment of the start came before it. */
  private static boolean covers(Stay stay, Instant start) {
    Instant to = stay.to();
    return !stay.from().isAfter(start) && (to == null || to.isAfter(start));
  }

  private static @Nullable Instant firstEntry(
      List<Stay> stays, SprintWindow sprint, Instant start) {
    for (Stay stay : stays) {
      if (stay.from().isAfter(start) && sprint.beforeEnd(stay.from())) {
        return stay.from();
      }
    }
    return null;
  }

  /** When it left for good before the end; null if it was in at the end. */
  private static @Nullable Instant leftAt(List<Stay> stays, SprintWindow sprint, Instant start) {
    Instant left = null;
    for (Stay stay : stays) {
      // Of the stays that count, the last one decides.
      if (!stay.from().isAfter(start) || sprint.beforeEnd(stay.from())) {
        Instant to = stay.to();
        left = to != null && sprint.beforeEnd(to) ? to : null;
      }
    }
    return left;
  }

  private static void reestimated(
      IssueHistory issue, Instant entered, Instant exit, Map<SprintFact, Moment> facts) {
    BigDecimal value = issue.estimate().at(entered);
    Instant last = null;
    for (Step<@Nullable BigDecimal> step : issue.estimate().steps()) {
      if (step.at().isAfter(entered) && !step.at().isAfter(exit)) {
        if (!same(value, step.value())) {
          last = step.at();
        }
        value = step.value();
      }
    }
    if (last != null) {
      BigDecimal change = Points.of(value).subtract(Points.of(issue.estimate().at(entered)));
      facts.put(SprintFact.REESTIMATED, new Moment(last, Points.plain(change)));
    }
  }

  /** An estimate given or taken away is a change, even one of zero points. */
  private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  private static void outcome(
      IssueHistory issue, SprintWindow sprint, Instant start, Map<SprintFact, Moment> facts) {
    Instant end = sprint.end();
    BigDecimal points = issue.estimate().at(end);
    if (issue.doneAt(end)) {
      Instant since = issue.doneSince(end);
      facts.put(
          since.isAfter(start) ? SprintFact.COMPLETED : SprintFact.COMPLETED_OUTSIDE,
          new Moment(since, points));
    } else {
      facts.put(
          sprint.ended() ? SprintFact.CARRIED_OVER : SprintFact.REMAINING, new Moment(end, points));
    }
  }

  private static LedgerEntry entry(
      IssueHistory issue, SprintWindow sprint, Instant exit, Map<SprintFact, Moment> facts) {
    return new LedgerEntry(
        issue,
        Basis.CHANGELOG,
        issue.assignee().at(sprint.end()),
        issue.estimate().at(exit),
        facts);
  }
}
