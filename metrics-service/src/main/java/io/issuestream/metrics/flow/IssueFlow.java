package io.issuestream.metrics.flow;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.metrics.history.IssueHistory;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one issue adds to its project's flow.
 *
 * @param leadSeconds created → resolved; null while unresolved, and where Jira's dates run
 *     backwards
 * @param cycleSeconds first entry into a status in progress → the last entry into done that still
 *     stands; null without a changelog, while not done, and where it was never in progress
 * @param started first entry into a status in progress; null without a changelog or such an entry
 * @param finished resolution date, else the entry into done by the changelog; null while neither is
 *     known
 * @param inProgress whether its status is in progress now
 */
public record IssueFlow(
    @Nullable Integer leadSeconds,
    @Nullable Integer cycleSeconds,
    @Nullable Instant started,
    @Nullable Instant finished,
    boolean inProgress) {

  /** Reads an issue's past. */
  public static IssueFlow of(IssueHistory issue) {
    StatusCategory now = issue.status().last();
    Instant started = issue.changelog() ? started(issue) : null;
    Instant done =
        issue.changelog() && now == StatusCategory.DONE ? issue.doneSince(Instant.MAX) : null;
    Instant resolved = issue.resolved();
    return new IssueFlow(
        seconds(issue.created(), resolved),
        seconds(started, done),
        started,
        resolved == null ? done : resolved,
        now == StatusCategory.IN_PROGRESS);
  }

  private static @Nullable Instant started(IssueHistory issue) {
    if (issue.status().first() == StatusCategory.IN_PROGRESS) {
      return issue.created();
    }
    return issue.status().firstStepTo(category -> category == StatusCategory.IN_PROGRESS);
  }

  private static @Nullable Integer seconds(@Nullable Instant from, @Nullable Instant to) {
    if (from == null || to == null || to.isBefore(from)) {
      return null;
    }
    return (int) Math.min(Integer.MAX_VALUE, Duration.between(from, to).toSeconds());
  }
}
