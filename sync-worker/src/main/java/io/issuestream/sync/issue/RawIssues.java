package io.issuestream.sync.issue;

import io.issuestream.jira.IssueDocument;
import io.issuestream.sync.sql.Column;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Everything Jira said about the stored issues. */
@Repository
public class RawIssues {

  private final DatabaseClient database;

  RawIssues(DatabaseClient database) {
    this.database = database;
  }

  /** The raw issues among these that are stored, by id. */
  public Mono<Map<Long, IssueDocument>> of(String teamId, Collection<Long> jiraIds) {
    return database
        .sql(
            "select jira_id, raw, raw_size from issue_raw where team_id = $1 and jira_id = any($2)")
        .bind(0, teamId)
        .bind(1, jiraIds.toArray(Long[]::new))
        .map(row ->
            Map.entry(
                Column.of(row, "jira_id", Long.class),
                new IssueDocument(
                    RawIssue.decompress(
                        Column.of(row, "raw", byte[].class),
                        Column.of(row, "raw_size", Integer.class)))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
