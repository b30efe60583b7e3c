package io.issuestream.metrics.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.replay.Aggregate;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.recompute.Marks;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Takes away what no record stands behind any more. */
@Repository
class MetricsRemovals {

  private static final String GONE =
      """
      with gone as (
        select team_id, id, revision
        from unnest($1::text[], $2::text[], $3::bigint[]) as g(team_id, id, revision)),
      """;

  private static final String MARK =
      """
      marked as (
        insert into recompute_mark as m (team_id, kind, subject)
        select team_id, kind, subject from touched
        order by team_id, kind, subject
        on conflict (team_id, kind, subject) do update
          set generation = m.generation + 1, last_marked = clock_timestamp()
        returning 1)
      select pg_notify($4, '') from (select count(*) as n from marked) c where c.n > 0
      """;

  private static final String ISSUES =
      GONE
          + """
          removed as (
            delete from issue_fact f using gone g
            where f.team_id = g.team_id and f.issue_id = g.id::bigint and f.revision <= g.revision
            returning f.team_id, f.issue_id, f.project_key, f.sprint_ids),
          unlinked as (
            delete from sprint_issue s using removed r
            where s.team_id = r.team_id and s.issue_id = r.issue_id),
          touched as (
            select r.team_id, 'sprint' as kind, s.sprint_id::text as subject
            from removed r cross join lateral unnest(r.sprint_ids) as s(sprint_id)
            union select team_id, 'flow', project_key from removed),
          """
          + MARK;

  /** The other sprints of its issues are marked: its dates told which of them came later. */
  private static final String SPRINTS =
      GONE
          + """
          removed as (
            delete from sprint s using gone g
            where s.team_id = g.team_id and s.sprint_id = g.id::bigint and s.revision <= g.revision
            returning s.team_id, s.sprint_id),
          touched as (
            select distinct r.team_id, 'sprint' as kind, o.sprint_id::text as subject
            from removed r
            join sprint_issue i on i.team_id = r.team_id and i.sprint_id = r.sprint_id
            join sprint_issue o on o.team_id = i.team_id and o.issue_id = i.issue_id),
          """
          + MARK;

  private static final String MATCHES =
      GONE
          + """
          removed as (
            delete from person_match p using gone g
            where p.team_id = g.team_id and p.person_id = g.id and p.revision <= g.revision
            returning 1)
          select pg_notify($4, '') from removed where false
          """;

  private final DatabaseClient database;
  private final Outbox outbox;

  MetricsRemovals(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  Mono<Void> remove(Topic topic, Collection<Aggregate> gone) {
    String sql =
        switch (topic) {
          case JIRA_ISSUES -> ISSUES;
          case JIRA_SPRINTS -> SPRINTS;
          case USER_MATCHES -> MATCHES;
          default -> throw new IllegalArgumentException(topic + " is not read here");
        };
    return database
        .sql(sql)
        .bind(0, gone.stream().map(Aggregate::teamId).toArray(String[]::new))
        .bind(1, gone.stream().map(Aggregate::id).toArray(String[]::new))
        .bind(2, gone.stream().map(Aggregate::revision).toArray(Long[]::new))
        .bind(3, Marks.CHANNEL)
        .then();
  }

  /** Figures of sprints that there are not. */
  Mono<Void> removeBaseless(String team) {
    return database
        .sql(
            """
            with removed as (
              delete from sprint_metrics m
              where ($1 = '' or m.team_id = $1)
                and not exists (
                  select 1 from sprint s where s.team_id = m.team_id and s.sprint_id = m.sprint_id))
            select o.team_id, substr(o.message_key, length(o.team_id) + 2) as id from outbox_state o
            where o.topic = $2 and ($1 = '' or o.team_id = $1) and o.data is not null
              and not exists (
                select 1 from sprint s
                where s.team_id = o.team_id and o.message_key = s.team_id || '/' || s.sprint_id)
            """)
        .bind(0, team)
        .bind(1, Topic.METRICS_SPRINTS.topicName())
        .map(row -> new Aggregate(Rows.text(row, "team_id"), Rows.text(row, "id"), Long.MAX_VALUE))
        .all()
        .collectList()
        .flatMapIterable(baseless -> baseless)
        .concatMap(one -> outbox.erase(Topic.METRICS_SPRINTS, one.teamId(), one.id()))
        .then();
  }
}
