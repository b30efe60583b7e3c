package io.issuestream.metrics.history;

import io.issuestream.contracts.issue.AssigneeChange;
import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.EstimateChange;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueStatus;
import io.issuestream.contracts.issue.IssueType;
import io.issuestream.contracts.issue.SprintChange;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.StatusChange;
import io.issuestream.contracts.issue.Visibility;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes issues as they come from Jira, by living through what happened to them. */
public final class IssueBuilder {

  private final long id;
  private final Instant created;
  private final List<StatusChange> statuses = new ArrayList<>();
  private final List<SprintChange> moves = new ArrayList<>();
  private final List<AssigneeChange> assignees = new ArrayList<>();
  private final List<EstimateChange> estimates = new ArrayList<>();
  private final SortedSet<Long> sprints = new TreeSet<>();
  private StatusCategory status = StatusCategory.TODO;
  private String project = "ROVER";
  private @Nullable BigDecimal points;
  private @Nullable String assignee;
  private @Nullable Instant resolved;
  private Instant updated;
  private boolean changelog = true;
  private boolean complete = true;
  private boolean deleted;

  private IssueBuilder(long id, Instant created) {
    this.id = id;
    this.created = created;
    this.updated = created;
  }

  public static IssueBuilder created(long id, String at) {
    return new IssueBuilder(id, Instant.parse(at));
  }

  public static IssueBuilder created(long id, Instant at) {
    return new IssueBuilder(id, at);
  }

  /** Set when it was created, so no change tells of it. */
  public IssueBuilder with(@Nullable Integer points, @Nullable String assignee, long... sprintIds) {
    this.points = points == null ? null : BigDecimal.valueOf(points);
    this.assignee = assignee;
    for (long sprintId : sprintIds) {
      sprints.add(sprintId);
    }
    return this;
  }

  public IssueBuilder in(String project) {
    this.project = project;
    return this;
  }

  public IssueBuilder with(StatusCategory status) {
    this.status = status;
    return this;
  }

  public IssueBuilder enters(long sprintId, Instant at) {
    sprints.add(sprintId);
    moves.add(new SprintChange(at, List.of(), List.of(sprintId)));
    return touched(at);
  }

  public IssueBuilder enters(long sprintId, String at) {
    return enters(sprintId, Instant.parse(at));
  }

  public IssueBuilder leaves(long sprintId, Instant at) {
    sprints.remove(sprintId);
    moves.add(new SprintChange(at, List.of(sprintId), List.of()));
    return touched(at);
  }

  public IssueBuilder leaves(long sprintId, String at) {
    return leaves(sprintId, Instant.parse(at));
  }

  public IssueBuilder becomes(StatusCategory category, Instant at) {
    statuses.add(new StatusChange(at, status.name(), status, category.name(), category));
    status = category;
    resolved = category == StatusCategory.DONE ? at : null;
    return touched(at);
  }

  public IssueBuilder becomes(StatusCategory category, String at) {
    return becomes(category, Instant.parse(at));
  }

  public IssueBuilder estimated(@Nullable Integer to, Instant at) {
    BigDecimal value = to == null ? null : BigDecimal.valueOf(to);
    estimates.add(new EstimateChange(at, points, value));
    points = value;
    return touched(at);
  }

  public IssueBuilder estimated(@Nullable Integer to, String at) {
    return estimated(to, Instant.parse(at));
  }

  public IssueBuilder assigned(@Nullable String person, Instant at) {
    assignees.add(new AssigneeChange(at, assignee, person));
    assignee = person;
    return touched(at);
  }

  public IssueBuilder resolved(@Nullable String at) {
    resolved = at == null ? null : Instant.parse(at);
    return this;
  }

  public IssueBuilder updated(String at) {
    updated = Instant.parse(at);
    return this;
  }

  public IssueBuilder withoutChangelog() {
    changelog = false;
    return this;
  }

  public IssueBuilder truncated() {
    complete = false;
    return this;
  }

  public IssueBuilder deleted() {
    deleted = true;
    return this;
  }

  /** Whether it lists the sprint now. */
  public boolean lists(long sprintId) {
    return sprints.contains(sprintId);
  }

  public StatusCategory status() {
    return status;
  }

  private IssueBuilder touched(Instant at) {
    updated = at.isAfter(updated) ? at : updated;
    return this;
  }

  public IssueHistory history() {
    return IssueHistories.of(state());
  }

  public IssueState state() {
    Long sprint = sprints.isEmpty() ? null : sprints.last();
    return new IssueState(
        id,
        project + "-" + id,
        List.of(),
        "10010",
        project,
        "Issue " + id,
        new IssueType("10001", "Story", false),
        new IssueStatus("3", status.name(), status),
        assignee,
        null,
        null,
        List.of(),
        null,
        null,
        points,
        sprint,
        sprint == null ? null : "Sprint " + sprint,
        List.copyOf(sprints),
        created,
        updated,
        resolved,
        null,
        deleted,
        Visibility.VISIBLE,
        changelog
            ? new ChangelogFacts(true, complete, statuses, moves, assignees, estimates)
            : ChangelogFacts.NONE);
  }
}
