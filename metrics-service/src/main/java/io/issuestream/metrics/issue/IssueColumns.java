package io.issuestream.metrics.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.metrics.flow.IssueFlow;
import io.issuestream.metrics.flow.Weeks;
import io.issuestream.metrics.history.HistoryJson;
import io.issuestream.metrics.history.IssueHistories;
import io.issuestream.metrics.history.IssueHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A batch of issues as the columns of one statement. */
final class IssueColumns {

  private final String[] teamIds;
  private final Long[] issueIds;
  private final Long[] revisions;
  private final String[] projectKeys;
  private final String[] sprintIds;
  private final Instant[] newest;
  private final Boolean[] resolved;
  private final Boolean[] inProgress;
  private final Boolean[] deleted;
  private final Boolean[] hasChangelog;
  private final Boolean[] changelogComplete;
  private final @Nullable BigDecimal[] points;
  private final @Nullable Integer[] leadSeconds;
  private final @Nullable Integer[] cycleSeconds;
  private final @Nullable Long[] startedSeconds;
  private final @Nullable LocalDate[] finishedWeeks;
  private final @Nullable String[] histories;

  private IssueColumns(int size) {
    teamIds = new String[size];
    issueIds = new Long[size];
    revisions = new Long[size];
    projectKeys = new String[size];
    sprintIds = new String[size];
    newest = new Instant[size];
    resolved = new Boolean[size];
    inProgress = new Boolean[size];
    deleted = new Boolean[size];
    hasChangelog = new Boolean[size];
    changelogComplete = new Boolean[size];
    points = new @Nullable BigDecimal[size];
    leadSeconds = new @Nullable Integer[size];
    cycleSeconds = new @Nullable Integer[size];
    startedSeconds = new @Nullable Long[size];
    finishedWeeks = new @Nullable LocalDate[size];
    histories = new @Nullable String[size];
  }

  static IssueColumns of(Collection<IssueEvent> events) {
    var columns = new IssueColumns(events.size());
    int row = 0;
    for (IssueEvent event : events) {
      columns.set(row++, event);
    }
    return columns;
  }

  private void set(int row, IssueEvent event) {
    IssueHistory history = IssueHistories.of(event.issue());
    SortedSet<Long> touched = history.touchedSprints();
    teamIds[row] = event.teamId();
    issueIds[row] = history.id();
    revisions[row] = event.revision();
    projectKeys[row] = history.projectKey();
    // Arrays of arrays must not be ragged in PostgreSQL, so each goes as text and is cast there.
    sprintIds[row] =
        touched.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    newest[row] = history.newest();
    deleted[row] = history.deleted();
    hasChangelog[row] = history.changelog();
    changelogComplete[row] = history.complete();
    points[row] = history.estimate().last();
    histories[row] = touched.isEmpty() ? null : HistoryJson.write(history);
    setFlow(row, history);
  }

  private void setFlow(int row, IssueHistory history) {
    IssueFlow flow = IssueFlow.of(history);
    resolved[row] = history.resolved() != null;
    inProgress[row] = flow.inProgress();
    leadSeconds[row] = flow.leadSeconds();
    cycleSeconds[row] = flow.cycleSeconds();
    startedSeconds[row] = flow.started() == null ? null : flow.started().getEpochSecond();
    finishedWeeks[row] = flow.finished() == null ? null : Weeks.of(flow.finished());
  }

  /** Binds all columns, from index 0 on. */
  GenericExecuteSpec bind(GenericExecuteSpec statement) {
    return statement
        .bind(0, teamIds)
        .bind(1, issueIds)
        .bind(2, revisions)
        .bind(3, projectKeys)
        .bind(4, sprintIds)
        .bind(5, newest)
        .bind(6, resolved)
        .bind(7, inProgress)
        .bind(8, deleted)
        .bind(9, hasChangelog)
        .bind(10, changelogComplete)
        .bind(11, points)
        .bind(12, leadSeconds)
        .bind(13, cycleSeconds)
        .bind(14, startedSeconds)
        .bind(15, finishedWeeks)
        .bind(16, histories);
  }
}
