package io.issuestream.integration.repository;

import io.issuestream.github.GithubRepository;
import io.issuestream.integration.database.Row;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of tracked repositories, as far as it says which they are. */
@Repository
public class TrackedRepositories {

  /** The channel that tells a run has become due before its time. */
  public static final String CHANNEL = "issuestream_github_backfill";

  private final DatabaseClient database;

  TrackedRepositories(DatabaseClient database) {
    this.database = database;
  }

  /** Every repository a team tracks or once tracked, by name. */
  Flux<TrackedRepository> all(String teamId) {
    return database
        .sql("select * from github_repository where team_id = $1 order by full_name")
        .bind(0, teamId)
        .map(TrackedRepositories::repository)
        .all();
  }

  /** Tracks repositories; those that were not are due at once. */
  Mono<Void> track(String teamId, Collection<GithubRepository> repositories) {
    List<GithubRepository> rows = List.copyOf(repositories);
    return database
        .sql(
            """
            with changed as (
              insert into github_repository as r (team_id, repository_id, full_name, active,
                status, due_at)
              select $1, id, name, true, 'pending', clock_timestamp()
              from unnest($2::bigint[], $3::text[]) as t(id, name)
              order by id
              on conflict (team_id, repository_id) do update set
                active = true, status = 'pending', last_error = null, failures = 0,
                due_at = clock_timestamp(), tracked_at = clock_timestamp()
              where not r.active
              returning 1)
            select pg_notify($4, '') from (select 1 from changed limit 1) c
            """)
        .bind(0, teamId)
        .bind(1, rows.stream().map(GithubRepository::id).toArray(Long[]::new))
        .bind(2, rows.stream().map(GithubRepository::fullName).toArray(String[]::new))
        .bind(3, CHANNEL)
        .fetch()
        .all()
        .then();
  }

  /** Stops tracking one; false where the team never tracked it. */
  Mono<Boolean> untrack(String teamId, long repositoryId) {
    return database
        .sql(
            """
            update github_repository set active = false, due_at = null
            where team_id = $1 and repository_id = $2
            """)
        .bind(0, teamId)
        .bind(1, repositoryId)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Stops tracking all but these. */
  Mono<Void> untrackAllBut(String teamId, Collection<Long> repositoryIds) {
    return database
        .sql(
            """
            update github_repository set active = false, due_at = null
            where team_id = $1 and active and repository_id <> all($2)
            """)
        .bind(0, teamId)
        .bind(1, repositoryIds.toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Makes every tracked repository due now; how many there are. */
  Mono<Long> makeDue(String teamId) {
    return database
        .sql(
            """
            with changed as (
              update github_repository set due_at = clock_timestamp(), failures = 0,
                status = case status when 'running' then status else 'pending' end
              where team_id = $1 and active
              returning 1),
            told as (select pg_notify($2, '') from (select 1 from changed limit 1) c)
            select count(*) as due from changed left join told on true
            """)
        .bind(0, teamId)
        .bind(1, CHANNEL)
        .map(row -> new Row(row).number("due"))
        .one();
  }

  private static TrackedRepository repository(Readable columns) {
    var row = new Row(columns);
    return new TrackedRepository(
        row.number("repository_id"),
        row.text("full_name"),
        row.flag("active"),
        BackfillStatus.named(row.text("status")),
        row.instantOrNull("last_run_at"),
        row.textOrNull("last_error"));
  }
}
