package io.issuestream.insights.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.inbound.Batch;
import io.r2dbc.spi.Parameter;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps the issues' facts and names, and marks what depends on them.
 *
 * <p>One statement, and so one transaction, for a whole batch. A revision that is not newer writes
 * and marks nothing. Links are not stored: they are the join of named keys and names, so an issue
 * that becomes known late links the pull requests that came before it.
 */
@Component
class IssueProjection {

  /**
   * Names are never taken away: a key that was an issue's once leads to it for ever, as it does in
   * Jira.
   */
  private static final String WRITE =
      """
      with incoming as (
        select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[],
            $8::numeric[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[],
            $14::timestamptz[], $15::timestamptz[], $16::boolean[], $17::boolean[], $18::text[], $19::bigint[])
          as t(team_id, issue_id, revision, issue_key, project_key, category, subtask, story_points, assignee_id,
            sprint_ids, created_at, updated_at, in_progress_since, started_at, done_at, deleted, visible, former_keys,
            sprint_id)),
      written as (
        insert into issue as i (team_id, issue_id, revision, issue_key, project_key, category, subtask, story_points,
            assignee_id, sprint_ids, created_at, updated_at, in_progress_since, started_at, done_at, deleted, visible,
            sprint_id)
        select team_id, issue_id, revision, issue_key, project_key, category, subtask, story_points, assignee_id,
            sprint_ids::bigint[], created_at, updated_at, in_progress_since, started_at, done_at, deleted, visible,
            sprint_id
        from incoming
        on conflict (team_id, issue_id) do update set
          revision = excluded.revision, issue_key = excluded.issue_key, project_key = excluded.project_key,
          category = excluded.category, subtask = excluded.subtask, story_points = excluded.story_points,
          assignee_id = excluded.assignee_id, sprint_ids = excluded.sprint_ids, created_at = excluded.created_at,
          updated_at = excluded.updated_at, in_progress_since = excluded.in_progress_since,
          started_at = excluded.started_at, done_at = excluded.done_at, deleted = excluded.deleted,
          visible = excluded.visible, sprint_id = excluded.sprint_id
        where i.revision < excluded.revision
        returning team_id, issue_id),
      named as (
        select n.team_id, n.name as issue_key, n.issue_id,
            min(case when n.former then 1 else 0 end + case when n.deleted then 2 else 0 end)::smallint as rank
        from (
          select team_id, issue_id, deleted, issue_key as name, false as former from incoming
          union all
          select team_id, issue_id, deleted, unnest(former_keys::text[]), true from incoming) n
        join written using (team_id, issue_id)
        group by n.team_id, n.name, n.issue_id),
      names as (
        insert into issue_name as n (team_id, issue_key, issue_id, rank)
        select team_id, issue_key, issue_id, rank from named
        on conflict (team_id, issue_key, issue_id) do update set rank = excluded.rank where n.rank <> excluded.rank),
      known as (
        insert into known_project (team_id, project_key)
        select team_id, project_key from incoming join written using (team_id, issue_id)
        -- Also where it came from: who reads its last state only must know of the same projects.
        union
        select team_id, regexp_replace(issue_key, '-[0-9]+$', '') from named
        on conflict do nothing),
      marks as (
        insert into work_mark (team_id, kind, subject, traceparent)
        select distinct team_id, 'project', regexp_replace(issue_key, '-[0-9]+$', ''), $21 from named
        union all
        select distinct team_id, 'insights', '', $21 from written
        returning 1)
      select pg_notify($20, '') from (select count(*) as n from marks) c where c.n > 0
      """;

  private final DatabaseClient database;

  IssueProjection(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> on(Batch<IssueEvent> batch) {
    List<IssueEvent> events = batch.latestEvents();
    return events.isEmpty()
        ? Mono.empty()
        : WorkMarks.traced(trace -> write(new IssueColumns(events), trace));
  }

  private Mono<Void> write(IssueColumns columns, Parameter trace) {
    DatabaseClient.GenericExecuteSpec statement = database.sql(WRITE);
    List<Object> values = columns.values();
    for (int i = 0; i < values.size(); i++) {
      statement = statement.bind(i, values.get(i));
    }
    return statement.bind(values.size(), WorkMarks.CHANNEL).bind(values.size() + 1, trace).then();
  }
}
