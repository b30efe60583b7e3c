package io.issuestream.metrics.history;

import io.issuestream.contracts.issue.AssigneeChange;
import io.issuestream.contracts.issue.EstimateChange;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.SprintChange;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.StatusChange;
import io.issuestream.metrics.history.Timeline.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an issue's published state as its past. */
public final class IssueHistories {
  private IssueHistories() {}

  /** The past of an issue. */
  public static IssueHistory of(IssueState issue) {
    var changelog = issue.changelog();
    return new IssueHistory(
        issue.id(),
        issue.key(),
        issue.projectKey(),
        issue.deleted(),
        issue.created(),
        issue.updated(),
        issue.resolutionDate(),
        issue.sprintIds(),
        changelog.present(),
        changelog.complete(),
        moves(changelog.sprint()),
        status(issue),
        estimate(issue.storyPoints(), changelog.estimate()),
        assignee(issue.assigneePersonId(), changelog.assignee()));
  }

  private static List<SprintMove> moves(List<SprintChange> changes) {
    return changes.stream()
        .sorted(Comparator.comparing(SprintChange::at))
        .map(change -> new SprintMove(change.at(), change.removed(), change.added()))
        .toList();
  }

  private static Timeline<StatusCategory> status(IssueState issue) {
    StatusCategory now = issue.status().category();
    List<StatusChange> changes = issue.changelog().status();
    if (changes.isEmpty()) {
      return unmoved(issue, now);
    }
    StatusCategory first = oldest(changes, StatusChange::at).fromCategory();
    return Timeline.endingIn(
        now,
        first,
        changes.stream().map(change -> new Step<>(change.at(), change.toCategory())).toList());
  }

  /**
   * An issue that is done and was never moved there, as imported ones are: its resolution date says
   * since when, and what it was before is not known.
   */
  private static Timeline<StatusCategory> unmoved(IssueState issue, StatusCategory now) {
    Instant resolved = issue.resolutionDate();
    if (now == StatusCategory.DONE && resolved != null && resolved.isAfter(issue.created())) {
      return new Timeline<>(StatusCategory.UNKNOWN, List.of(new Step<>(resolved, now)));
    }
    return Timeline.always(now);
  }

  private static Timeline<@Nullable BigDecimal> estimate(
      @Nullable BigDecimal now, List<EstimateChange> changes) {
    if (changes.isEmpty()) {
      return Timeline.always(now);
    }
    return Timeline.<@Nullable BigDecimal>endingIn(
        now,
        oldest(changes, EstimateChange::at).from(),
        changes.stream()
            .map(change -> new Step<@Nullable BigDecimal>(change.at(), change.to()))
            .toList());
  }

  private static Timeline<@Nullable String> assignee(
      @Nullable String now, List<AssigneeChange> changes) {
    if (changes.isEmpty()) {
      return Timeline.always(now);
    }
    return Timeline.<@Nullable String>endingIn(
        now,
        oldest(changes, AssigneeChange::at).fromPersonId(),
        changes.stream()
            .map(change -> new Step<@Nullable String>(change.at(), change.toPersonId()))
            .toList());
  }

  private static <C> C oldest(List<C> changes, java.util.function.Function<C, Instant> at) {
    C oldest = changes.getFirst();
    for (C change : changes) {
      if (at.apply(change).isBefore(at.apply(oldest))) {
        oldest = change;
      }
    }
    return oldest;
  }
}
