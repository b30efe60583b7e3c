package io.issuestream.metrics.ledger;

import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.metrics.history.IssueHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The moment a sprint's figures hold for, worked out from what they are worked out from, so that
 * the same data always gives the same answer and time passing alone gives no new one.
 */
public final class AsOf {
  private AsOf() {}

  /**
   * A closed sprint is looked at from its end; any other from the newest thing known of its issues,
   * and not from before its start.
   */
  public static Instant of(SprintState sprint, Collection<IssueHistory> issues) {
    Instant newest =
        issues.stream().map(IssueHistory::newest).max(Comparator.naturalOrder()).orElse(null);
    // Without issues nothing but the reading itself has happened to a sprint that did not start.
    Instant fallback = newest == null ? sprint.jiraLastUpdated() : newest;
    Instant start = sprint.activatedDate() != null ? sprint.activatedDate() : sprint.startDate();
    return switch (sprint.state()) {
      case FUTURE -> fallback;
      case ACTIVE -> start == null ? fallback : later(start, newest);
      case CLOSED -> SprintWindow.of(sprint, fallback).end();
    };
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || other.isBefore(one) ? one : other;
  }
}
