package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue's complete published state.
 *
 * @param id Jira's numeric id, which survives moves
 * @param key the current key
 * @param formerKeys earlier keys, oldest first
 * @param projectId Jira's id of the project the issue is in now, a number in text
 * @param projectKey that project's key
 * @param summary null where Jira has none
 * @param assigneePersonId the team-scoped reference, or null when nobody is assigned
 * @param reporterPersonId the team-scoped reference, or null where Jira names nobody
 * @param priority as the site names it; null where it has none
 * @param parentKey key of the issue this one is a part of, as a subtask's
 * @param epicKey key of the epic above the issue, where Jira names one
 * @param storyPoints the estimate; null when unestimated, which is not zero
 * @param sprintId the active sprint, else the latest one, else null
 * @param sprintName that sprint's name
 * @param sprintIds every sprint the issue is or was in, ascending
 * @param created when it was created, as precise as Jira says
 * @param updated when Jira last changed it; whole seconds on many servers
 * @param resolutionDate null while unresolved
 * @param cycleTimeHours hours from created to resolved (elsewhere called lead time); null while
 *     unresolved
 * @param deleted true when the issue is known to be gone from Jira
 * @param visibility whether the connection can still see the issue
 * @param changelog what its history says
 */
public record IssueState(
    @Range(min = 1) long id,
    String key,
    List<String> formerKeys,
    String projectId,
    String projectKey,
    @Nullable String summary,
    IssueType issueType,
    IssueStatus status,
    @Nullable String assigneePersonId,
    @Nullable String reporterPersonId,
    @Nullable String priority,
    List<String> labels,
    @Nullable String parentKey,
    @Nullable String epicKey,
    @Nullable BigDecimal storyPoints,
    @Nullable Long sprintId,
    @Nullable String sprintName,
    List<Long> sprintIds,
    Instant created,
    Instant updated,
    @Nullable Instant resolutionDate,
    @Nullable BigDecimal cycleTimeHours,
    boolean deleted,
    Visibility visibility,
    ChangelogFacts changelog) {

  public IssueState {
    Checks.atLeast(1, id, "id");
    Checks.text(key, "key");
    formerKeys = Checks.list(formerKeys);
    Checks.text(projectId, "projectId");
    Checks.text(projectKey, "projectKey");
    requireNonNull(issueType, "issueType");
    requireNonNull(status, "status");
    labels = Checks.list(labels);
    sprintIds = Checks.list(sprintIds);
    requireNonNull(created, "created");
    requireNonNull(updated, "updated");
    requireNonNull(visibility, "visibility");
    requireNonNull(changelog, "changelog");
  }

  /** The same issue marked as gone. */
  public IssueState asDeleted() {
    return with(true, visibility);
  }

  /** The same issue marked as not to be seen by the connection. */
  public IssueState asHidden() {
    return with(deleted, Visibility.HIDDEN);
  }

  private IssueState with(boolean gone, Visibility seen) {
    return new IssueState(
        id,
        key,
        formerKeys,
        projectId,
        projectKey,
        summary,
        issueType,
        status,
        assigneePersonId,
        reporterPersonId,
        priority,
        labels,
        parentKey,
        epicKey,
        storyPoints,
        sprintId,
        sprintName,
        sprintIds,
        created,
        updated,
        resolutionDate,
        cycleTimeHours,
        gone,
        seen,
        changelog);
  }
}
