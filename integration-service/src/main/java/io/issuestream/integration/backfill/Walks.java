package io.issuestream.integration.backfill;

import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of tracked repositories, as far as it says how far they are read. */
@Repository
class Walks {

  private final DatabaseClient database;

  Walks(DatabaseClient database) {
    this.database = database;
  }

  /** What is due of a team, longest due first. */
  Mono<List<Walk>> due(String teamId) {
    return database
        .sql(
            """
            select * from github_repository
            where team_id = $1 and active and due_at <= clock_timestamp() order by due_at
            """)
        .bind(0, teamId)
        .map(Walks::walk)
        .all()
        .collectList();
  }

  /** Shows that it is being read. */
  Mono<Void> begin(Walk walk) {
    return update(walk, "status = 'running'", List.of());
  }

  /** Keeps where to go on, what the walk began with and under which name. */
  Mono<Void> checkpoint(Walk walk) {
    return update(
        walk,
        """
        full_name = $3, known_until = $4, etag = $5, walk_newest = $6, walk_etag = $7,
        next_page = $8, failures = 0, last_error = null
        """,
        List.of(
            walk.fullName(),
            Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, walk.knownUntil()),
            text(walk.etag()),
            Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, walk.newest()),
            text(walk.newestEtag()),
            text(walk.nextPage())));
  }

  /** Everything that had changed when the walk began is held. */
  Mono<Void> complete(Walk walk, Duration every) {
    return update(
        walk,
        """
        full_name = $3, status = 'complete', known_until = $4, etag = $5, walk_newest = null,
        walk_etag = null, next_page = null, failures = 0, last_error = null,
        last_run_at = clock_timestamp(),
        due_at = clock_timestamp() + $6 * interval '1 millisecond'
        """,
        List.of(
            walk.fullName(),
            Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, walk.newest()),
            text(walk.newestEtag()),
            every.toMillis()));
  }

  /** GitHub told us to wait: the run goes on where it is, and has not failed. */
  Mono<Void> later(Walk walk, Duration wait) {
    return update(
        walk,
        "status = 'pending', due_at = clock_timestamp() + $3 * interval '1 millisecond'",
        List.of(wait.toMillis()));
  }

  /**
   * A run failed.
   *
   * @param lasting whether somebody has to do something about it
   */
  Mono<Void> failed(Walk walk, String why, boolean lasting, Duration wait) {
    return update(
        walk,
        """
        status = $3, last_error = $4, failures = failures + 1,
        due_at = clock_timestamp() + $5 * interval '1 millisecond'
        """,
        List.of(lasting ? "error" : "pending", why, wait.toMillis()));
  }

  private Mono<Void> update(Walk walk, String assignments, List<?> values) {
    var statement =
        database
            .sql(
                "update github_repository set "
                    + assignments
                    + " where team_id = $1 and repository_id = $2 and active")
            .bind(0, walk.teamId())
            .bind(1, walk.repositoryId());
    for (int i = 0; i < values.size(); i++) {
      statement = statement.bind(i + 2, values.get(i));
    }
    return statement.fetch().rowsUpdated().then();
  }

  private static Object text(@Nullable String value) {
    return Parameters.in(R2dbcType.VARCHAR, value);
  }

  private static Walk walk(Readable columns) {
    var row = new Row(columns);
    return new Walk(
        row.text("team_id"),
        row.number("repository_id"),
        row.text("full_name"),
        row.instantOrNull("known_until"),
        row.textOrNull("etag"),
        row.instantOrNull("walk_newest"),
        row.textOrNull("walk_etag"),
        row.textOrNull("next_page"),
        (int) row.number("failures"));
  }
}
