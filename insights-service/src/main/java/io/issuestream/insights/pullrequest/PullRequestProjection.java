package io.issuestream.insights.pullrequest;

import io.issuestream.contracts.code.PullRequestEvent;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.inbound.Batch;
import io.r2dbc.spi.Parameter;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps pull requests and the keys they name, and marks the figures they count in.
 *
 * <p>One statement, and so one transaction, for a whole batch. A revision that is not newer writes
 * and marks nothing.
 */
@Component
class PullRequestProjection {

  private static final String WRITE =
      """
      with incoming as (
        select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::int[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::boolean[], $11::text[], $12::timestamptz[], $13::timestamptz[],
            $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::int[], $19::int[])
          as t(team_id, pull_request_id, revision, repository, number, title, branch, base_branch, state, draft,
            author_id, created_at, updated_at, first_review_at, merged_at, closed_at, additions, deletions,
            changed_files)),
      incoming_keys as (
        select * from unnest($20::text[], $21::text[], $22::text[], $23::smallint[])
          as t(team_id, pull_request_id, named_key, sources)),
      written as (
        insert into pull_request as p (team_id, pull_request_id, revision, repository, number, title, branch,
            base_branch, state, draft, author_id, created_at, updated_at, first_review_at, merged_at, closed_at,
            additions, deletions, changed_files)
        select * from incoming
        on conflict (team_id, pull_request_id) do update set
          revision = excluded.revision, repository = excluded.repository, number = excluded.number,
          title = excluded.title, branch = excluded.branch, base_branch = excluded.base_branch,
          state = excluded.state, draft = excluded.draft, author_id = excluded.author_id,
          created_at = excluded.created_at, updated_at = excluded.updated_at,
          first_review_at = excluded.first_review_at, merged_at = excluded.merged_at,
          closed_at = excluded.closed_at, additions = excluded.additions, deletions = excluded.deletions,
          changed_files = excluded.changed_files
        where p.revision < excluded.revision
        returning team_id, pull_request_id, repository),
      unnamed as (
        delete from pull_request_key k using written w
        where k.team_id = w.team_id and k.pull_request_id = w.pull_request_id
          and not exists (
            select 1 from incoming_keys i
            where i.team_id = k.team_id and i.pull_request_id = k.pull_request_id and i.named_key = k.named_key)
        returning k.team_id, k.named_key),
      named as (
        insert into pull_request_key as k (team_id, pull_request_id, named_key, sources)
        select team_id, pull_request_id, named_key, sources
        from incoming_keys join written using (team_id, pull_request_id)
        on conflict (team_id, pull_request_id, named_key) do update set sources = excluded.sources),
      projects as (
        insert into repository_project (team_id, project_key, repository)
        select distinct team_id, regexp_replace(named_key, '-[0-9]+$', ''), repository
        from incoming_keys join written using (team_id, pull_request_id)
        on conflict do nothing),
      marks as (
        insert into work_mark (team_id, kind, subject, traceparent)
        select distinct team_id, 'linkage', repository, $25 from written
        union all
        -- Other repositories count done issues that no pull request of the team names, so they change with this one.
        select team_id, 'project', regexp_replace(named_key, '-[0-9]+$', ''), $25
        from (
          select team_id, named_key from unnamed
          union all
          select team_id, named_key from incoming_keys join written using (team_id, pull_request_id)) k
        group by 1, 3
        returning 1)
      select pg_notify($24, '') from (select count(*) as n from marks) c where c.n > 0
      """;

  private final DatabaseClient database;

  PullRequestProjection(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> on(Batch<PullRequestEvent> batch) {
    List<PullRequestEvent> events = batch.latestEvents();
    return events.isEmpty()
        ? Mono.empty()
        : WorkMarks.traced(
            trace -> write(new PullRequestColumns(events), new KeyColumns(events), trace));
  }

  private Mono<Void> write(PullRequestColumns pullRequests, KeyColumns keys, Parameter trace) {
    DatabaseClient.GenericExecuteSpec statement = database.sql(WRITE);
    int index = 0;
    for (Object column : pullRequests.values()) {
      statement = statement.bind(index++, column);
    }
    for (Object column : keys.values()) {
      statement = statement.bind(index++, column);
    }
    return statement.bind(index, WorkMarks.CHANNEL).bind(index + 1, trace).then();
  }
}
