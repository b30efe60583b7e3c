package io.issuestream.sync.issue;

import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue as the API shows it; named as in the events, people by their reference only. */
record IssueView(
    long id,
    String key,
    List<String> formerKeys,
    String projectId,
    String projectKey,
    long revision,
    @Nullable String summary,
    Type issueType,
    Status status,
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
    String visibility) {

  record Type(String id, String name, boolean subtask) {}

  record Status(String id, String name, String category) {}

  static IssueView of(Readable row) {
    return new IssueView(
        Column.of(row, "jira_id", Long.class),
        Column.of(row, "issue_key", String.class),
        List.of(Column.of(row, "former_keys", String[].class)),
        Column.of(row, "project_id", String.class),
        Column.of(row, "project_key", String.class),
        Column.of(row, "revision", Long.class),
        row.get("summary", String.class),
        new Type(
            Column.of(row, "type_id", String.class),
            Column.of(row, "type_name", String.class),
            Column.of(row, "subtask", Boolean.class)),
        new Status(
            Column.of(row, "status_id", String.class),
            Column.of(row, "status_name", String.class),
            Column.of(row, "status_category", String.class)),
        row.get("assignee_person_id", String.class),
        row.get("reporter_person_id", String.class),
        row.get("priority", String.class),
        List.of(Column.of(row, "labels", String[].class)),
        row.get("parent_key", String.class),
        row.get("epic_key", String.class),
        row.get("story_points", BigDecimal.class),
        row.get("sprint_id", Long.class),
        row.get("sprint_name", String.class),
        List.of(Column.of(row, "sprint_ids", Long[].class)),
        Column.of(row, "created_at", Instant.class),
        Column.of(row, "updated_at", Instant.class),
        row.get("resolved_at", Instant.class),
        row.get("cycle_time_hours", BigDecimal.class),
        Column.of(row, "deleted", Boolean.class),
        Column.of(row, "visibility", String.class));
  }
}
