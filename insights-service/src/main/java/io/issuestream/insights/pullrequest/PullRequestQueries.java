package io.issuestream.insights.pullrequest;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads pull requests with the issues they name; the newest first. */
@Repository
class PullRequestQueries {

  /** Of several issues that bear or bore a key, the lowest rank is meant. */
  private static final String SELECT =
      """
      select p.*, coalesce(k.keys, '[]') as keys
      from pull_request p
      left join lateral (
        select json_agg(json_build_object('named', n.named_key, 'sources', n.sources, 'key', i.issue_key,
            'deleted', i.deleted) order by n.named_key)::text as keys
        from pull_request_key n
        left join lateral (
          select m.issue_id from issue_name m where m.team_id = n.team_id and m.issue_key = n.named_key
          order by m.rank, m.issue_id desc limit 1) m on true
        left join issue i on i.team_id = n.team_id and i.issue_id = m.issue_id
        where n.team_id = p.team_id and n.pull_request_id = p.pull_request_id
          and (i.issue_id is not null or exists (
            select 1 from known_project q
            where q.team_id = n.team_id and q.project_key = regexp_replace(n.named_key, '-[0-9]+$', '')))) k on true
      """;

  private static final String LIST =
      SELECT
          + """
          where p.team_id = $1
            and ($2::text is null or p.repository = $2)
            and ($3::text is null or p.author_id = $3)
            and ($4::boolean is null or $4 = exists (
              select 1 from pull_request_key n join issue_name m on m.team_id = n.team_id and m.issue_key = n.named_key
              where n.team_id = p.team_id and n.pull_request_id = p.pull_request_id))
            and ($5::timestamptz is null or (p.created_at, p.pull_request_id) < ($5, $6))
          order by p.created_at desc, p.pull_request_id desc
          limit $7
          """;

  private final DatabaseClient database;
  private final NamedIssues namedIssues;

  PullRequestQueries(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.namedIssues = new NamedIssues(json);
  }

  Flux<PullRequestView> list(
      String teamId, PullRequestFilter filter, @Nullable PullRequestCursor after, int limit) {
    return database
        .sql(LIST)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, filter.repository()))
        .bind(2, Parameters.in(R2dbcType.VARCHAR, filter.author()))
        .bind(3, Parameters.in(R2dbcType.BOOLEAN, filter.linked()))
        .bind(
            4,
            Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.createdAt()))
        .bind(5, Parameters.in(R2dbcType.VARCHAR, after == null ? null : after.id()))
        .bind(6, limit)
        .map(this::view)
        .all();
  }

  Mono<PullRequestView> byId(String teamId, String id) {
    return database
        .sql(SELECT + "where p.team_id = $1 and p.pull_request_id = $2")
        .bind(0, teamId)
        .bind(1, id)
        .map(this::view)
        .one();
  }

  private PullRequestView view(Readable row) {
    var named = namedIssues.of(required(row, "keys", String.class));
    return new PullRequestView(
        required(row, "pull_request_id", String.class),
        required(row, "repository", String.class),
        required(row, "number", Integer.class),
        row.get("title", String.class),
        row.get("branch", String.class),
        row.get("base_branch", String.class),
        required(row, "state", String.class),
        required(row, "draft", Boolean.class),
        row.get("author_id", String.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class),
        row.get("first_review_at", Instant.class),
        row.get("merged_at", Instant.class),
        row.get("closed_at", Instant.class),
        row.get("additions", Integer.class),
        row.get("deletions", Integer.class),
        row.get("changed_files", Integer.class),
        !named.issues().isEmpty(),
        named.issues(),
        named.unknownKeys());
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
