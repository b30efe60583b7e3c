package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.AssigneeChange;
import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.EstimateChange;
import io.issuestream.contracts.issue.SprintChange;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.StatusChange;
import io.issuestream.jira.Changelog;
import io.issuestream.jira.JiraIssue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Picks the facts out of an issue's history that others compute with. */
final class ChangelogMapping {

  private final Map<String, StatusCategory> categories;
  private final UnaryOperator<String> personIds;

  ChangelogMapping(Map<String, StatusCategory> categories, UnaryOperator<String> personIds) {
    this.categories = Map.copyOf(categories);
    this.personIds = personIds;
  }

  String personId(String accountKey) {
    return personIds.apply(accountKey);
  }

  ChangelogFacts of(JiraIssue issue) {
    Changelog changelog = issue.changelog();
    if (!changelog.present()) {
      return ChangelogFacts.NONE;
    }
    var status = new ArrayList<StatusChange>();
    var sprint = new ArrayList<SprintChange>();
    var assignee = new ArrayList<AssigneeChange>();
    var estimate = new ArrayList<EstimateChange>();
    for (Changelog.Change change : changelog.changes()) {
      switch (change.field()) {
        case STATUS -> status.add(status(change, issue.status()));
        case SPRINT -> sprints(change, sprint);
        case ASSIGNEE ->
            assignee.add(
                new AssigneeChange(change.at(), person(change.from()), person(change.to())));
        case ESTIMATE ->
            estimate.add(
                new EstimateChange(
                    change.at(), number(change.fromText()), number(change.toText())));
        case KEY, PROJECT, RESOLUTION, OTHER -> {}
      }
    }
    return new ChangelogFacts(true, changelog.complete(), status, sprint, assignee, estimate);
  }

  private StatusChange status(Changelog.Change change, JiraIssue.Status present) {
    return new StatusChange(
        change.at(),
        change.fromText(),
        category(change.from(), present),
        change.toText(),
        category(change.to(), present));
  }

  /** A status that the site no longer lists may still be the issue's own. */
  private StatusCategory category(@Nullable String statusId, JiraIssue.Status present) {
    if (statusId == null) {
      return StatusCategory.UNKNOWN;
    }
    StatusCategory known = categories.get(statusId);
    if (known != null) {
      return known;
    }
    return statusId.equals(present.id())
        ? StatusCategory.valueOf(present.category().name())
        : StatusCategory.UNKNOWN;
  }

  /**
   * Jira lists the whole membership before and after; an edit that changes nothing tells nothing.
   */
  private static void sprints(Changelog.Change change, List<SprintChange> into) {
    List<Long> before = change.fromSprintIds();
    List<Long> after = change.toSprintIds();
    List<Long> removed = before.stream().filter(id -> !after.contains(id)).toList();
    List<Long> added = after.stream().filter(id -> !before.contains(id)).toList();
    if (!removed.isEmpty() || !added.isEmpty()) {
      into.add(new SprintChange(change.at(), removed, added));
    }
  }

  private @Nullable String person(@Nullable String accountKey) {
    return accountKey == null || accountKey.isBlank() ? null : personIds.apply(accountKey);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException noNumber) {
      // Sites have renamed other fields to story points; a text there is no estimate.
      return null;
    }
  }
}
