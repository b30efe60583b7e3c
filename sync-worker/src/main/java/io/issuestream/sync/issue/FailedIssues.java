package io.issuestream.sync.issue;

import io.issuestream.sync.sql.Column;
import io.issuestream.sync.sql.Value;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The issues of each project that could not be stored, until they can. */
@Repository
public class FailedIssues {

  private final DatabaseClient database;

  FailedIssues(DatabaseClient database) {
    this.database = database;
  }

  /** Records failures of a run; one that is recorded already counts one more attempt. */
  public Mono<Void> record(
      String teamId, String projectId, UUID runId, Collection<FailedIssue> failures) {
    if (failures.isEmpty()) {
      return Mono.empty();
    }
    var byReference = new LinkedHashMap<String, FailedIssue>();
    failures.forEach(failure -> byReference.put(failure.reference(), failure));
    List<FailedIssue> each = List.copyOf(byReference.values());
    return database
        .sql(
            """
            insert into failed_issue as f (team_id, project_id, run_id, issue_ref, jira_id, issue_key, reason)
            select $1, $2, $3, issue_ref, jira_id, issue_key, reason
            from unnest($4::text[], $5::bigint[], $6::text[], $7::text[]) as t(issue_ref, jira_id, issue_key, reason)
            order by issue_ref
            on conflict (team_id, project_id, issue_ref) do update
              set reason = excluded.reason, run_id = excluded.run_id, attempts = f.attempts + 1,
                  issue_key = coalesce(excluded.issue_key, f.issue_key), last_failed_at = clock_timestamp()
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, runId)
        .bind(3, byReference.keySet().toArray(String[]::new))
        .bind(4, each.stream().map(FailedIssue::jiraId).toArray(Long[]::new))
        .bind(5, each.stream().map(FailedIssue::key).toArray(String[]::new))
        .bind(6, each.stream().map(FailedIssue::reason).toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Strikes out what has been stored after all, or is no longer there. */
  public Mono<Void> settled(String teamId, String projectId, Collection<Long> jiraIds) {
    if (jiraIds.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            "delete from failed_issue where team_id = $1 and project_id = $2 and jira_id = any($3)")
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, jiraIds.toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The numbers of a project's failed issues that a run has not met itself. */
  public Flux<Long> openBefore(String teamId, String projectId, UUID runId) {
    return database
        .sql(
            """
            select jira_id from failed_issue
            where team_id = $1 and project_id = $2 and run_id <> $3 and jira_id is not null
            order by jira_id
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, runId)
        .mapValue(Long.class)
        .all();
  }

  /** A team's failed issues in the order of project and reference, after one of them. */
  Flux<FailedIssueView> list(
      String teamId, @Nullable String projectKey, @Nullable String after, int limit) {
    return database
        .sql(
            """
            select f.project_id || '/' || f.issue_ref as cursor, f.jira_id, f.issue_key, f.reason, f.run_id, f.attempts,
                   f.first_failed_at, f.last_failed_at, p.project_key
            from failed_issue f
            join tracked_project p on p.team_id = f.team_id and p.project_id = f.project_id
            where f.team_id = $1 and ($2::text is null or p.project_key = $2)
              and ($3::text is null or f.project_id || '/' || f.issue_ref > $3)
            order by f.project_id || '/' || f.issue_ref limit $4
            """)
        .bind(0, teamId)
        .bind(1, Value.orNull(projectKey, String.class))
        .bind(2, Value.orNull(after, String.class))
        .bind(3, limit)
        .map(row ->
            new FailedIssueView(
                Column.of(row, "cursor", String.class),
                row.get("jira_id", Long.class),
                row.get("issue_key", String.class),
                Column.of(row, "project_key", String.class),
                Column.of(row, "reason", String.class),
                Column.of(row, "run_id", UUID.class),
                Column.of(row, "attempts", Integer.class),
                Column.of(row, "first_failed_at", Instant.class),
                Column.of(row, "last_failed_at", Instant.class)))
        .all();
  }
}
