package io.issuestream.sync.connection;

import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.jira.JiraIssue;
import io.issuestream.sync.sql.Column;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What a site's statuses mean, as last told. Kept because an issue's published state depends on it:
 * a run during which Jira does not tell must not publish every issue anew.
 */
@Repository
public class SiteStatuses {

  private final DatabaseClient database;

  SiteStatuses(DatabaseClient database) {
    this.database = database;
  }

  /** Keeps what Jira told; a status it no longer lists keeps its meaning. */
  public Mono<Void> store(String teamId, String connectionId, List<JiraIssue.Status> statuses) {
    List<JiraIssue.Status> named =
        statuses.stream().filter(status -> !status.id().isEmpty()).toList();
    if (named.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into jira_status as s (team_id, connection_id, status_id, category)
            select distinct on (status_id) $1, $2, status_id, category
            from unnest($3::text[], $4::text[]) as t(status_id, category) order by status_id
            on conflict (team_id, connection_id, status_id) do update set category = excluded.category
              where s.category <> excluded.category
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .bind(2, named.stream().map(JiraIssue.Status::id).toArray(String[]::new))
        .bind(3, named.stream().map(status -> status.category().name()).toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** The meaning of each status, by its id. */
  public Mono<Map<String, StatusCategory>> categories(String teamId, String connectionId) {
    return database
        .sql(
            "select status_id, category from jira_status where team_id = $1 and connection_id = $2")
        .bind(0, teamId)
        .bind(1, connectionId)
        .map(row ->
            Map.entry(
                Column.of(row, "status_id", String.class),
                StatusCategory.valueOf(Column.of(row, "category", String.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
