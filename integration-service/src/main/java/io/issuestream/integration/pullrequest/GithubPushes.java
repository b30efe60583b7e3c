package io.issuestream.integration.pullrequest;

import io.issuestream.integration.database.Row;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import io.issuestream.integration.pullrequest.PullRequestCommits.MatchingPush;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables that bring pushes and pull requests together, whichever comes first. */
@Repository
class GithubPushes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final TypeReference<List<PushedCommit>> COMMITS = new TypeReference<>() {};

  private final DatabaseClient database;

  GithubPushes(DatabaseClient database) {
    this.database = database;
  }

  /** A commit that a push of the pull request may end at. */
  record Ref(PullRequestKey pullRequest, String sha) {}

  /** Keeps pushes. */
  Mono<Void> add(List<Told<Pushed>> pushes) {
    if (pushes.isEmpty()) {
      return Mono.empty();
    }
    var columns = new Columns<>(pushes);
    return database
        .sql(
            """
            insert into github_push (team_id, repository, after_sha, ref, pushed_at, commits)
            select team_id, repository, after_sha, ref, pushed_at, convert_to(commits, 'UTF8')
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                $6::text[])
              as p(team_id, repository, after_sha, ref, pushed_at, commits)
            on conflict do nothing
            """)
        .bind(0, columns.texts(one -> one.teamId()))
        .bind(1, columns.texts(one -> one.fact().repository()))
        .bind(2, columns.texts(one -> one.fact().after()))
        .bind(3, columns.texts(one -> one.fact().ref()))
        .bind(4, columns.of(one -> one.fact().pushedAt(), Instant[]::new))
        .bind(5, columns.texts(one -> MAPPER.writeValueAsString(one.fact().commits())))
        .then();
  }

  /** Keeps what pushes are recognised by. */
  Mono<Void> addRefs(Collection<Ref> refs) {
    if (refs.isEmpty()) {
      return Mono.empty();
    }
    var columns = new Columns<>(List.copyOf(refs));
    return database
        .sql(
            """
            insert into pull_request_ref (team_id, repository, number, sha)
            select * from unnest($1::text[], $2::text[], $3::int[], $4::text[])
            on conflict do nothing
            """)
        .bind(0, columns.texts(one -> one.pullRequest().teamId()))
        .bind(1, columns.texts(one -> one.pullRequest().repository()))
        .bind(2, columns.of(one -> one.pullRequest().number(), Integer[]::new))
        .bind(3, columns.texts(Ref::sha))
        .then();
  }

  /**
   * The pushes that ended at a commit of these pull requests. What was listed for one pull request
   * counts for no other that has the same head.
   */
  Mono<Map<PullRequestKey, Collection<MatchingPush>>> matching(Collection<PullRequestKey> keys) {
    var columns = new Columns<>(List.copyOf(keys));
    return database
        .sql(
            """
            select r.team_id, r.repository, r.number, p.ref, p.after_sha, p.pushed_at, p.commits
            from unnest($1::text[], $2::text[], $3::int[]) as k(team_id, repository, number)
            join pull_request_ref r using (team_id, repository, number)
            join github_push p on p.team_id = r.team_id and p.repository = r.repository
              and p.after_sha = r.sha
              and (p.ref not like 'refs/pull/%' or p.ref = 'refs/pull/' || r.number || '/head')
            """)
        .bind(0, columns.texts(PullRequestKey::teamId))
        .bind(1, columns.texts(PullRequestKey::repository))
        .bind(2, columns.of(PullRequestKey::number, Integer[]::new))
        .map(GithubPushes::match)
        .all()
        .collectMultimap(Match::key, Match::push);
  }

  private record Match(PullRequestKey key, MatchingPush push) {}

  private static Match match(Readable columns) {
    var row = new Row(columns);
    return new Match(
        PullRequests.key(row),
        new MatchingPush(
            row.text("ref"),
            row.text("after_sha"),
            row.instant("pushed_at"),
            MAPPER.readValue(row.bytes("commits"), COMMITS)));
  }
}
