package io.issuestream.insights.linkage;

import io.issuestream.insights.linkage.LinkageSeries.SprintSpan;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what the figures are made of. */
@Repository
class LinkageFacts {

  private final DatabaseClient database;

  LinkageFacts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The pull requests of a repository with their keys resolved.
   *
   * @param repository null for all of the team's
   */
  Flux<LinkedPullRequest> pullRequests(String teamId, @Nullable String repository) {
    return database
        .sql(
            """
            select p.pull_request_id, p.author_id, p.state, p.created_at, p.merged_at, p.first_review_at, p.updated_at,
                k.named_key, k.sources, i.issue_id, i.project_key, i.updated_at as issue_updated_at,
                q.project_key is not null as tracked
            from pull_request p
            left join pull_request_key k on k.team_id = p.team_id and k.pull_request_id = p.pull_request_id
            left join lateral (
              select n.issue_id from issue_name n where n.team_id = k.team_id and n.issue_key = k.named_key
              order by n.rank, n.issue_id desc limit 1) n on true
            left join issue i on i.team_id = p.team_id and i.issue_id = n.issue_id
            left join known_project q
              on q.team_id = k.team_id and q.project_key = regexp_replace(k.named_key, '-[0-9]+$', '')
            where p.team_id = $1 and ($2::text is null or p.repository = $2)
            order by p.pull_request_id, k.named_key
            """)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, repository))
        .map(LinkageFacts::row)
        .all()
        .bufferUntilChanged(row -> row.pullRequest().id())
        .map(LinkageFacts::withKeys);
  }

  /**
   * Done issues of some projects that no pull request of the team names.
   *
   * <p>The named ones are gathered once: a correlated check took minutes on tables too fresh to
   * have statistics.
   */
  Mono<Long> doneWithoutPullRequest(String teamId, Collection<String> projects) {
    return database
        .sql(
            """
            with named as materialized (
              select n.issue_id from pull_request_key k
              join issue_name n on n.team_id = k.team_id and n.issue_key = k.named_key
              where k.team_id = $1)
            select count(*) from issue i
            where i.team_id = $1 and i.project_key = any($2) and i.category = 'done' and not i.deleted
              and i.issue_id not in (select issue_id from named)
            """)
        .bind(0, teamId)
        .bind(1, projects.toArray(String[]::new))
        .mapValue(Long.class)
        .one();
  }

  /** How many issues of some projects were done in each ISO week (UTC), by its Monday. */
  Mono<Map<LocalDate, Long>> donePerWeek(String teamId, Collection<String> projects) {
    return database
        .sql(
            """
            select date_trunc('week', done_at at time zone 'UTC')::date as week, count(*) as issues from issue
            where team_id = $1 and project_key = any($2) and category = 'done' and not deleted and done_at is not null
            group by 1
            """)
        .bind(0, teamId)
        .bind(1, projects.toArray(String[]::new))
        .map(row ->
            Map.entry(required(row, "week", LocalDate.class), required(row, "issues", Long.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The sprints of some projects that have begun, oldest first; of very many the newest. */
  Mono<List<SprintSpan>> sprints(String teamId, Collection<String> projects) {
    return database
        .sql(
            """
            select sprint_id, name, starts_at, ends_at, completed_issues from sprint_metrics
            where team_id = $1 and project_key = any($2) and state <> 'future' and ends_at > starts_at
            order by starts_at desc, sprint_id desc limit $3
            """)
        .bind(0, teamId)
        .bind(1, projects.toArray(String[]::new))
        .bind(2, LinkageSeries.MAX_SLICES)
        .map(row ->
            new SprintSpan(
                required(row, "sprint_id", Long.class),
                required(row, "name", String.class),
                required(row, "starts_at", Instant.class),
                required(row, "ends_at", Instant.class),
                required(row, "completed_issues", Long.class)))
        .all()
        .collectList()
        .map(List::reversed);
  }

  private static Row row(Readable row) {
    @Nullable String key = row.get("named_key", String.class);
    var pullRequest =
        new LinkedPullRequest(
            required(row, "pull_request_id", String.class),
            row.get("author_id", String.class),
            "open".equals(row.get("state", String.class)),
            required(row, "created_at", Instant.class),
            row.get("merged_at", Instant.class),
            row.get("first_review_at", Instant.class),
            newer(
                required(row, "updated_at", Instant.class),
                row.get("issue_updated_at", Instant.class)),
            List.of());
    return new Row(pullRequest, key == null ? null : key(row, key));
  }

  private static ResolvedKey key(Readable row, String key) {
    return new ResolvedKey(
        key,
        required(row, "sources", Integer.class),
        row.get("issue_id", Long.class),
        row.get("project_key", String.class),
        required(row, "tracked", Boolean.class));
  }

  private static LinkedPullRequest withKeys(List<Row> rows) {
    LinkedPullRequest first = rows.getFirst().pullRequest();
    Instant updated = first.updatedAt();
    for (Row row : rows) {
      updated = newer(updated, row.pullRequest().updatedAt());
    }
    return new LinkedPullRequest(
        first.id(),
        first.authorId(),
        first.open(),
        first.createdAt(),
        first.mergedAt(),
        first.firstReviewAt(),
        updated,
        rows.stream().map(Row::key).filter(Objects::nonNull).toList());
  }

  private static Instant newer(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  private record Row(LinkedPullRequest pullRequest, @Nullable ResolvedKey key) {}
}
