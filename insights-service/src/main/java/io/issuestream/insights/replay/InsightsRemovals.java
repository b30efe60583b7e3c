package io.issuestream.insights.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.replay.Aggregate;
import java.util.Collection;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes away what no record stands behind any more. */
@Repository
class InsightsRemovals {

  private static final String GONE =
      """
      with gone as (
        select team_id, id, revision
        from unnest($1::text[], $2::text[], $3::bigint[]) as g(team_id, id, revision)),
      """;

  private static final String MARK =
      """
      marked as (
        insert into work_mark (team_id, kind, subject)
        select distinct team_id, kind, subject from touched
        union
        select distinct team_id, 'insights', '' from removed
        returning 1)
      select pg_notify($4, '') from (select count(*) as n from marked) c where c.n > 0
      """;

  private static final String ISSUES =
      GONE
          + """
          removed as (
            delete from issue i using gone g
            where i.team_id = g.team_id and i.issue_id = g.id::bigint and i.revision <= g.revision
            returning i.team_id, i.issue_id),
          unnamed as (
            delete from issue_name n using removed r
            where n.team_id = r.team_id and n.issue_id = r.issue_id
            returning n.team_id, n.issue_key),
          touched as (
            select team_id, 'project' as kind, regexp_replace(issue_key, '-[0-9]+$', '') as subject
            from unnamed),
          """
          + MARK;

  private static final String PULL_REQUESTS =
      GONE
          + """
          removed as (
            delete from pull_request p using gone g
            where p.team_id = g.team_id and p.pull_request_id = g.id and p.revision <= g.revision
            returning p.team_id, p.pull_request_id, p.repository),
          unnamed as (
            delete from pull_request_key k using removed r
            where k.team_id = r.team_id and k.pull_request_id = r.pull_request_id
            returning k.team_id, k.named_key),
          touched as (
            select team_id, 'linkage' as kind, repository as subject from removed
            union select team_id, 'project', regexp_replace(named_key, '-[0-9]+$', '') from unnamed),
          """
          + MARK;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final Outbox outbox;

  InsightsRemovals(DatabaseClient database, TransactionalOperator transaction, Outbox outbox) {
    this.database = database;
    this.transaction = transaction;
    this.outbox = outbox;
  }

  Mono<Void> remove(Topic topic, Collection<Aggregate> gone) {
    return switch (topic) {
      case JIRA_ISSUES ->
          run(ISSUES, gone).then(forgetProjects(gone)).as(transaction::transactional);
      case CODE_PULL_REQUESTS -> run(PULL_REQUESTS, gone);
      case METRICS_SPRINTS -> run(alone("sprint_metrics", "t.sprint_id = g.id::bigint"), gone);
      case METRICS_FLOW -> run(alone("flow_metrics", "t.project_key = g.id"), gone);
      case USER_MATCHES -> run(alone("user_match", "t.person_id = g.id"), gone);
      default -> throw new IllegalArgumentException(topic + " is not read here");
    };
  }

  private static String alone(String table, String same) {
    return GONE
        + """
        removed as (
          delete from %s t using gone g
          where t.team_id = g.team_id and %s and t.revision <= g.revision
          returning t.team_id),
        touched as (select team_id, 'insights' as kind, '' as subject from removed),
        """
            .formatted(table, same)
        + MARK;
  }

  private Mono<Void> run(String sql, Collection<Aggregate> gone) {
    return database
        .sql(sql)
        .bind(0, gone.stream().map(Aggregate::teamId).toArray(String[]::new))
        .bind(1, gone.stream().map(Aggregate::id).toArray(String[]::new))
        .bind(2, gone.stream().map(Aggregate::revision).toArray(Long[]::new))
        .bind(3, WorkMarks.CHANNEL)
        .then();
  }

  /** A project is known by the names of issues. */
  private Mono<Void> forgetProjects(Collection<Aggregate> gone) {
    return database
        .sql(
            """
            delete from known_project k where k.team_id = any($1) and not exists (
              select 1 from issue_name n
              where n.team_id = k.team_id and regexp_replace(n.issue_key, '-[0-9]+$', '') = k.project_key)
            """)
        .bind(0, gone.stream().map(Aggregate::teamId).distinct().toArray(String[]::new))
        .then();
  }

  /** Figures of repositories without any pull request, and what was published of nothing. */
  Mono<Void> removeBaseless(String team) {
    return database
        .sql(
            """
            delete from pr_linkage l
            where ($1 = '' or l.team_id = $1) and not exists (
              select 1 from pull_request p where p.team_id = l.team_id and p.repository = l.repository)
            """)
        .bind(0, team)
        .then()
        .thenMany(
            database
                .sql(
                    """
                    select o.topic, o.team_id, substr(o.message_key, length(o.team_id) + 2) as id
                    from outbox_state o
                    where ($1 = '' or o.team_id = $1) and o.data is not null
                      and not exists (
                        select 1 from pr_linkage l
                        where l.team_id = o.team_id and o.message_key = l.team_id || '/' || l.repository)
                      and not exists (
                        select 1 from insight i
                        where i.team_id = o.team_id and o.message_key = i.team_id || '/' || i.insight_id)
                    """)
                .bind(0, team)
                .map(row ->
                    new Published(
                        required(row.get("topic", String.class)),
                        required(row.get("team_id", String.class)),
                        required(row.get("id", String.class))))
                .all()
                .collectList())
        .concatMapIterable(baseless -> baseless)
        .concatMap(one -> outbox.erase(one.where(), one.teamId(), one.id()))
        .then();
  }

  private record Published(String topic, String teamId, String id) {

    Topic where() {
      return topic.equals(Topic.METRICS_PR_LINKAGE.topicName())
          ? Topic.METRICS_PR_LINKAGE
          : Topic.INSIGHTS_FINDINGS;
    }
  }

  private static String required(@org.jspecify.annotations.Nullable String value) {
    return Objects.requireNonNull(value);
  }
}
