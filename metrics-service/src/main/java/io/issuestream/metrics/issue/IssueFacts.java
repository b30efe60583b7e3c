package io.issuestream.metrics.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.messaging.trace.Traces;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.history.HistoryJson;
import io.issuestream.metrics.history.IssueHistory;
import io.issuestream.metrics.recompute.Marks;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The issues of all teams, as the metrics need them. */
@Repository
public class IssueFacts {

  /**
   * One statement, so one round trip and one commit a batch: newer revisions are written, their
   * sprints linked, and every sprint and project marked that an issue touches now or touched
   * before. Marks are written in key order, so that two writers never wait for each other in a
   * circle. What stood there is locked before it is compared: while partitions move, another
   * replica may be writing a newer revision of the same issue, whose links must stay.
   */
  private static final String UPSERT =
      """
      with incoming as (
        select t.team_id, t.issue_id, t.revision, t.project_key, t.sprint_ids::bigint[] as sprint_ids,
          t.newest, t.resolved, t.in_progress, t.deleted, t.has_changelog, t.changelog_complete,
          t.points, t.lead_seconds, t.cycle_seconds, t.started_seconds, t.finished_week,
          convert_to(t.history, 'UTF8') as history
        from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[],
            $6::timestamptz[], $7::boolean[], $8::boolean[], $9::boolean[], $10::boolean[],
            $11::boolean[], $12::numeric[], $13::int[], $14::int[], $15::bigint[], $16::date[],
            $17::text[])
          as t(team_id, issue_id, revision, project_key, sprint_ids, newest, resolved, in_progress,
            deleted, has_changelog, changelog_complete, points, lead_seconds, cycle_seconds,
            started_seconds, finished_week, history)),
      before as (
        select f.team_id, f.issue_id, f.revision, f.project_key, f.sprint_ids from issue_fact f
        join incoming i on i.team_id = f.team_id and i.issue_id = f.issue_id
        order by f.team_id, f.issue_id
        for update of f),
      moved_from as (
        select f.team_id, f.project_key from before f
        join incoming i on i.team_id = f.team_id and i.issue_id = f.issue_id
        where i.project_key <> f.project_key and i.revision > f.revision),
      left_behind as (
        select f.team_id, s.sprint_id, f.issue_id from before f
        join incoming i on i.team_id = f.team_id and i.issue_id = f.issue_id
        cross join lateral unnest(f.sprint_ids) as s(sprint_id)
        where i.revision > f.revision and s.sprint_id <> all (i.sprint_ids)),
      -- Only what was known and has changed since: a first sync or a replay tells nothing about how
      -- fresh the figures are.
      advanced as (
        select f.team_id, f.issue_id, i.newest from issue_fact f
        join incoming i on i.team_id = f.team_id and i.issue_id = f.issue_id
        where i.revision > f.revision and i.newest > f.newest),
      accepted as (
        insert into issue_fact as f (team_id, issue_id, revision, project_key, sprint_ids, newest,
          resolved, in_progress, deleted, has_changelog, changelog_complete, points, lead_seconds,
          cycle_seconds, started_seconds, finished_week, history)
        -- Counting has all of them locked and read first: a row that this statement has already
        -- changed cannot be locked by it any more and would be missing among those before.
        select * from incoming where (select count(*) from before) >= 0
        on conflict (team_id, issue_id) do update set
          revision = excluded.revision, project_key = excluded.project_key,
          sprint_ids = excluded.sprint_ids, newest = excluded.newest, resolved = excluded.resolved,
          in_progress = excluded.in_progress, deleted = excluded.deleted,
          has_changelog = excluded.has_changelog,
          changelog_complete = excluded.changelog_complete, points = excluded.points,
          lead_seconds = excluded.lead_seconds, cycle_seconds = excluded.cycle_seconds,
          started_seconds = excluded.started_seconds, finished_week = excluded.finished_week,
          history = excluded.history
        where f.revision < excluded.revision
        returning f.team_id, f.issue_id, f.project_key, f.sprint_ids),
      unlinked as (
        delete from sprint_issue s using left_behind b
        where s.team_id = b.team_id and s.sprint_id = b.sprint_id and s.issue_id = b.issue_id),
      touched as (
        select a.team_id, s.sprint_id, a.issue_id
        from accepted a cross join lateral unnest(a.sprint_ids) as s(sprint_id)),
      linked as (
        insert into sprint_issue (team_id, sprint_id, issue_id)
        select team_id, sprint_id, issue_id from touched
        on conflict do nothing),
      marked as (
        insert into recompute_mark as m (team_id, kind, subject, changed_at, traceparent)
        select team_id, kind, subject, max(a.newest), $19 from (
          select team_id, 'sprint' as kind, sprint_id::text as subject, issue_id from touched
          union all select team_id, 'sprint', sprint_id::text, issue_id from left_behind
          union all select team_id, 'flow', project_key, issue_id from accepted
          union all select team_id, 'flow', project_key, null from moved_from) s
        left join advanced a using (team_id, issue_id)
        group by team_id, kind, subject
        order by team_id, kind, subject
        on conflict (team_id, kind, subject) do update
          set generation = m.generation + 1, last_marked = clock_timestamp(),
            changed_at = greatest(m.changed_at, excluded.changed_at),
            traceparent = excluded.traceparent
        returning 1)
      select pg_notify($18, '') from (select count(*) as n from marked) c where c.n > 0
      """;

  private final DatabaseClient database;

  IssueFacts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Takes newer revisions in and marks what they touch; older ones are passed over.
   *
   * @param events one an issue, in key order
   */
  Mono<Void> accept(Collection<IssueEvent> events) {
    return Mono.fromSupplier(() -> IssueColumns.of(events)).flatMap(this::upsert);
  }

  private Mono<Void> upsert(IssueColumns columns) {
    return Mono.deferContextual(context ->
        columns
            .bind(database.sql(UPSERT))
            .bind(17, Marks.CHANNEL)
            .bind(18, Parameters.in(R2dbcType.VARCHAR, Traces.traceparent(context)))
            .fetch()
            .all()
            .then());
  }

  /**
   * The pasts of all issues that ever touched any of these sprints.
   *
   * @param teamIds the sprints' teams, one a sprint
   */
  public Flux<SprintIssue> touching(List<String> teamIds, List<Long> sprintIds) {
    return database
        .sql(
            """
            select f.team_id, t.sprint_ids, convert_from(f.history, 'UTF8') as history
            from (
              select s.team_id, s.issue_id, array_agg(s.sprint_id) as sprint_ids
              from sprint_issue s
              join unnest($1::text[], $2::bigint[]) as w(team_id, sprint_id)
                on w.team_id = s.team_id and w.sprint_id = s.sprint_id
              group by s.team_id, s.issue_id) t
            join issue_fact f on f.team_id = t.team_id and f.issue_id = t.issue_id
            where f.history is not null
            """)
        .bind(0, teamIds.toArray(String[]::new))
        .bind(1, sprintIds.toArray(Long[]::new))
        .map(IssueFacts::sprintIssue)
        .all();
  }

  /** How many issues a team has, deleted ones left out. */
  public Mono<Long> count(String teamId) {
    return database
        .sql("select count(*) from issue_fact where team_id = $1 and not deleted")
        .bind(0, teamId)
        .mapValue(Long.class)
        .one();
  }

  private static SprintIssue sprintIssue(Readable row) {
    return new SprintIssue(
        Rows.text(row, "team_id"),
        List.of(Rows.value(row, "sprint_ids", Long[].class)),
        HistoryJson.read(Rows.text(row, "history")));
  }

  /**
   * An issue with those of the asked-for sprints that it touched.
   *
   * @param sprintIds at least one
   */
  public record SprintIssue(String teamId, List<Long> sprintIds, IssueHistory history) {}
}
