package io.issuestream.sync.issue;

import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issues of each project that are to be read once more by their ids: those whose changelog
 * could not be completed, until a later run can, and those of which a search said something else
 * than an earlier reading. They are stored all the same, so they are no failed issues. Noted before
 * their page is stored: a note too many costs one more reading, one too few would leave the
 * changelog cut for good.
 */
@Repository
public class CutChangelogs {

  private final DatabaseClient database;

  CutChangelogs(DatabaseClient database) {
    this.database = database;
  }

  /** Notes issues, each at most once in the list, as a run left them. */
  public Mono<Void> record(String teamId, String projectId, UUID runId, Collection<Long> jiraIds) {
    if (jiraIds.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into cut_changelog (team_id, project_id, jira_id, run_id)
            select $1, $2, jira_id, $3 from unnest($4::bigint[]) as t(jira_id) order by jira_id
            on conflict (team_id, project_id, jira_id) do update set run_id = excluded.run_id
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, runId)
        .bind(3, jiraIds.toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The numbers of those that earlier runs left. */
  public Flux<Long> leftBefore(String teamId, String projectId, UUID runId) {
    return database
        .sql(
            """
            select jira_id from cut_changelog
            where team_id = $1 and project_id = $2 and run_id <> $3 order by jira_id
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, runId)
        .mapValue(Long.class)
        .all();
  }

  /**
   * Strikes out those that earlier runs left, once a run has read them again: what it could not
   * complete itself it has noted as its own.
   */
  public Mono<Void> readAgain(
      String teamId, String projectId, UUID runId, Collection<Long> jiraIds) {
    return database
        .sql(
            """
            delete from cut_changelog
            where team_id = $1 and project_id = $2 and run_id <> $3 and jira_id = any($4)
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, runId)
        .bind(3, jiraIds.toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }
}
