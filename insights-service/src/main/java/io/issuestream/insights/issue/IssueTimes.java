package io.issuestream.insights.issue;

import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.StatusChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an issue was worked on.
 *
 * @param inProgressSince when it last came into progress, for an issue that is in progress and has
 *     a changelog
 * @param startedAt when it first came into progress; null where no changelog says so
 * @param doneAt for a done issue when it was done: by the changelog, else by its resolution; null
 *     where neither tells
 */
record IssueTimes(
    @Nullable Instant inProgressSince, @Nullable Instant startedAt, @Nullable Instant doneAt) {

  static IssueTimes of(IssueState issue) {
    List<StatusChange> changes = issue.changelog().status();
    StatusCategory now = issue.status().category();
    return new IssueTimes(
        now == StatusCategory.IN_PROGRESS ? lastEntry(changes, now) : null,
        firstStart(issue.changelog()),
        now == StatusCategory.DONE ? doneAt(issue, changes) : null);
  }

  /**
   * A changelog that was cut may lack the first start, and a later one would make the work look
   * shorter.
   */
  private static @Nullable Instant firstStart(ChangelogFacts changelog) {
    if (!changelog.complete()) {
      return null;
    }
    return changelog.status().stream()
        .filter(change -> change.toCategory() == StatusCategory.IN_PROGRESS)
        .map(StatusChange::at)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Instant doneAt(IssueState issue, List<StatusChange> changes) {
    Instant entered = lastEntry(changes, StatusCategory.DONE);
    return entered == null ? issue.resolutionDate() : entered;
  }

  /** When it came into a category for the last time, coming from another. */
  private static @Nullable Instant lastEntry(List<StatusChange> changes, StatusCategory category) {
    Instant entered = null;
    for (StatusChange change : changes) {
      if (change.toCategory() == category && change.fromCategory() != category) {
        entered = change.at();
      }
    }
    return entered;
  }
}
