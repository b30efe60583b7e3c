package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.database.Row;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The table of pull requests. */
@Repository
class PullRequests {

  private final DatabaseClient database;

  PullRequests(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Has replicas take turns with a repository until the transaction ends. Without it a push and its
   * pull request, processed at the same moment, would each not see the other.
   *
   * @param repositories {@code team/owner/name}, in order
   */
  Mono<Void> lock(SortedSet<String> repositories) {
    return database
        .sql(
            """
            select pg_advisory_xact_lock(hashtextextended(name, 0))
            from unnest($1::text[]) with ordinality as t(name, place) order by place
            """)
        .bind(0, repositories.toArray(String[]::new))
        .fetch()
        .all()
        .then();
  }

  /** Those of the named pull requests that are held, and those that the pushes belong to. */
  Mono<Map<PullRequestKey, PullRequestUpserted>> held(
      Collection<PullRequestKey> named, List<Told<Pushed>> pushes) {
    var keys = new Columns<>(List.copyOf(named));
    var after = new Columns<>(pushes);
    return database
        .sql(
            """
            select p.team_id, p.repository, p.number, p.data
            from (
              select * from unnest($1::text[], $2::text[], $3::int[])
                as n(team_id, repository, number)
              union
              select r.team_id, r.repository, r.number
              from unnest($4::text[], $5::text[], $6::text[]) as a(team_id, repository, sha)
              join pull_request_ref r using (team_id, repository, sha)) k
            join pull_request p using (team_id, repository, number)
            """)
        .bind(0, keys.texts(PullRequestKey::teamId))
        .bind(1, keys.texts(PullRequestKey::repository))
        .bind(2, keys.of(PullRequestKey::number, Integer[]::new))
        .bind(3, after.texts(one -> one.teamId()))
        .bind(4, after.texts(one -> one.fact().repository()))
        .bind(5, after.texts(one -> one.fact().after()))
        .map(Row::new)
        .all()
        .collectMap(
            PullRequests::key, row -> EventJson.read(row.bytes("data"), PullRequestUpserted.class));
  }

  /** Writes pull requests in the state that is published. */
  Mono<Void> put(List<PullRequestUpserted> events) {
    var columns = new Columns<>(events);
    return database
        .sql(
            """
            insert into pull_request as p (team_id, repository, number, revision, data)
            select team_id, repository, number, revision, convert_to(data, 'UTF8')
            from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::text[])
              as e(team_id, repository, number, revision, data)
            on conflict (team_id, repository, number) do update
              set revision = excluded.revision, data = excluded.data
              where p.revision < excluded.revision
            """)
        .bind(0, columns.texts(PullRequestUpserted::teamId))
        .bind(1, columns.texts(event -> event.pullRequest().repository()))
        .bind(2, columns.of(event -> event.pullRequest().number(), Integer[]::new))
        .bind(3, columns.of(PullRequestUpserted::revision, Long[]::new))
        .bind(4, columns.texts(event -> new String(EventJson.write(event), StandardCharsets.UTF_8)))
        .then();
  }

  static PullRequestKey key(Row row) {
    return new PullRequestKey(
        row.text("team_id"), row.text("repository"), (int) row.number("number"));
  }
}
