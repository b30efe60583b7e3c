package io.issuestream.sync.issue;

import io.issuestream.sync.sql.Column;
import io.issuestream.sync.sql.Value;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading the store for the API. */
@Repository
class IssueQueries {

  private final DatabaseClient database;

  IssueQueries(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What a list is narrowed to; null narrows nothing.
   *
   * @param project a project key
   * @param sprint an id; every issue that is or was in it
   * @param status a status name or category, whatever its case
   * @param assignee a person's reference
   * @param after id of the last issue already seen
   */
  record Filter(
      @Nullable String project,
      @Nullable Long sprint,
      @Nullable String status,
      @Nullable String assignee,
      @Nullable Long after) {}

  Flux<IssueView> list(String teamId, Filter filter, int limit) {
    return database
        .sql(
            """
            select * from issue
            where team_id = $1 and not deleted
              and ($2::text is null or project_key = $2)
              and ($3::bigint is null or sprint_ids @> array[$3::bigint])
              and ($4::text is null or lower(status_name) = lower($4) or status_category = lower($4))
              and ($5::text is null or assignee_person_id = $5)
              and ($6::bigint is null or jira_id > $6)
            order by jira_id limit $7
            """)
        .bind(0, teamId)
        .bind(1, Value.orNull(filter.project(), String.class))
        .bind(2, Value.orNull(filter.sprint(), Long.class))
        .bind(3, Value.orNull(filter.status(), String.class))
        .bind(4, Value.orNull(filter.assignee(), String.class))
        .bind(5, Value.orNull(filter.after(), Long.class))
        .bind(6, limit)
        .map(IssueView::of)
        .all();
  }

  /** The issue that bears a key, or else the one that bore it before. */
  Mono<IssueView> find(String teamId, String key) {
    return database
        .sql(
            """
            (select i.*, 0 as rank from issue i where team_id = $1 and issue_key = $2)
            union all
            (select i.*, 1 as rank from issue i
             where team_id = $1 and former_keys <> '{}' and former_keys @> array[$2::text])
            order by rank, deleted, updated_at desc limit 1
            """)
        .bind(0, teamId)
        .bind(1, key)
        .map(IssueView::of)
        .one();
  }

  Mono<StoreStatus> status(String teamId) {
    return Mono.zip(counts(teamId), failed(teamId), pending(teamId))
        .map(all -> {
          var byProject = new TreeMap<String, Long>();
          long deleted = 0;
          for (ProjectCount count : all.getT1()) {
            byProject.put(count.project(), count.live());
            deleted += count.deleted();
          }
          long stored = byProject.values().stream().mapToLong(Long::longValue).sum();
          return new StoreStatus(stored, deleted, byProject, all.getT2(), all.getT3());
        });
  }

  private record ProjectCount(String project, long live, long deleted) {}

  private Mono<List<ProjectCount>> counts(String teamId) {
    return database
        .sql(
            """
            select project_key, count(*) filter (where not deleted) as live, count(*) filter (where deleted) as deleted
            from issue where team_id = $1 group by project_key
            """)
        .bind(0, teamId)
        .map(row ->
            new ProjectCount(
                Column.of(row, "project_key", String.class),
                Column.of(row, "live", Long.class),
                Column.of(row, "deleted", Long.class)))
        .all()
        .collectList();
  }

  private Mono<Long> failed(String teamId) {
    return database
        .sql("select count(*) from failed_issue where team_id = $1")
        .bind(0, teamId)
        .mapValue(Long.class)
        .one();
  }

  private Mono<Long> pending(String teamId) {
    return database
        .sql(
            "select count(*) from outbox_mark where message_key >= $1 || '/' and message_key < $1 || '0'")
        .bind(0, teamId)
        .mapValue(Long.class)
        .one();
  }
}
