package io.issuestream.insights.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.Visibility;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A batch of issues as columns, in the order the statement takes them. */
final class IssueColumns {

  private final String[] teams;
  private final Long[] ids;
  private final Long[] revisions;
  private final String[] keys;
  private final String[] projects;
  private final String[] categories;
  private final Boolean[] subtasks;
  private final @Nullable BigDecimal[] points;
  private final @Nullable String[] assignees;
  private final String[] sprints;
  private final Instant[] created;
  private final Instant[] updated;
  private final @Nullable Instant[] inProgress;
  private final @Nullable Instant[] started;
  private final @Nullable Instant[] done;
  private final Boolean[] deleted;
  private final Boolean[] visible;
  private final String[] formerKeys;
  private final @Nullable Long[] sprint;

  IssueColumns(List<IssueEvent> events) {
    int size = events.size();
    teams = new String[size];
    ids = new Long[size];
    revisions = new Long[size];
    keys = new String[size];
    projects = new String[size];
    categories = new String[size];
    subtasks = new Boolean[size];
    points = new BigDecimal[size];
    assignees = new String[size];
    sprints = new String[size];
    created = new Instant[size];
    updated = new Instant[size];
    inProgress = new Instant[size];
    started = new Instant[size];
    done = new Instant[size];
    deleted = new Boolean[size];
    visible = new Boolean[size];
    formerKeys = new String[size];
    sprint = new Long[size];
    for (int row = 0; row < size; row++) {
      set(row, events.get(row));
    }
  }

  private void set(int row, IssueEvent event) {
    IssueState issue = event.issue();
    IssueTimes times = IssueTimes.of(issue);
    teams[row] = event.teamId();
    ids[row] = issue.id();
    revisions[row] = event.revision();
    keys[row] = issue.key();
    projects[row] = issue.projectKey();
    categories[row] = issue.status().category().toString();
    subtasks[row] = issue.issueType().subtask();
    points[row] = issue.storyPoints();
    assignees[row] = issue.assigneePersonId();
    sprints[row] = array(issue.sprintIds());
    created[row] = issue.created();
    updated[row] = issue.updated();
    inProgress[row] = times.inProgressSince();
    started[row] = times.startedAt();
    done[row] = times.doneAt();
    deleted[row] = issue.deleted();
    visible[row] = issue.visibility() == Visibility.VISIBLE;
    formerKeys[row] = array(issue.formerKeys());
    sprint[row] = issue.sprintId();
  }

  List<Object> values() {
    return List.of(
        teams,
        ids,
        revisions,
        keys,
        projects,
        categories,
        subtasks,
        points,
        assignees,
        sprints,
        created,
        updated,
        inProgress,
        started,
        done,
        deleted,
        visible,
        formerKeys,
        sprint);
  }

  /** An array literal: rows of different lengths cannot be one two-dimensional array. */
  private static String array(Collection<?> values) {
    return values.stream()
        .map(value -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
