package io.issuestream.integration.backfill;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of what was asked about each pull request, so that nothing is asked twice. */
@Repository
class Reads {

  private final DatabaseClient database;

  Reads(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What is held of a pull request.
   *
   * @param updatedAt as of when
   * @param headSha the head whose commits were read
   * @param reviewsEtag of its reviews
   */
  record Read(
      int number, Instant updatedAt, @Nullable String headSha, @Nullable String reviewsEtag) {}

  /** Those of the named pull requests that were read before. */
  Mono<Map<Integer, Read>> of(Walk walk, Collection<Integer> numbers) {
    return database
        .sql(
            """
            select number, updated_at, head_sha, reviews_etag from github_pull_request_read
            where team_id = $1 and repository_id = $2 and number = any($3)
            """)
        .bind(0, walk.teamId())
        .bind(1, walk.repositoryId())
        .bind(2, numbers.toArray(Integer[]::new))
        .map(Reads::read)
        .all()
        .collectMap(Read::number);
  }

  Mono<Void> put(Walk walk, List<Read> reads) {
    return database
        .sql(
            """
            insert into github_pull_request_read (team_id, repository_id, number, updated_at,
              head_sha, reviews_etag)
            select $1, $2, number, updated_at, head_sha, reviews_etag
            from unnest($3::int[], $4::timestamptz[], $5::text[], $6::text[])
              as r(number, updated_at, head_sha, reviews_etag)
            on conflict (team_id, repository_id, number) do update set
              updated_at = excluded.updated_at, head_sha = excluded.head_sha,
              reviews_etag = excluded.reviews_etag
            """)
        .bind(0, walk.teamId())
        .bind(1, walk.repositoryId())
        .bind(2, reads.stream().map(Read::number).toArray(Integer[]::new))
        .bind(3, reads.stream().map(Read::updatedAt).toArray(Instant[]::new))
        .bind(4, reads.stream().map(Read::headSha).toArray(String[]::new))
        .bind(5, reads.stream().map(Read::reviewsEtag).toArray(String[]::new))
        .then();
  }

  /** Forgets all of a repository, so that everything is asked again. */
  Mono<Void> forget(Walk walk) {
    return database
        .sql("delete from github_pull_request_read where team_id = $1 and repository_id = $2")
        .bind(0, walk.teamId())
        .bind(1, walk.repositoryId())
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static Read read(Readable columns) {
    var row = new Row(columns);
    return new Read(
        (int) row.number("number"),
        row.instant("updated_at"),
        row.textOrNull("head_sha"),
        row.textOrNull("reviews_etag"));
  }
}
