package io.issuestream.insights.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.replay.Aggregate;
import io.issuestream.messaging.replay.Projection;
import io.issuestream.messaging.replay.TableRule;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** This service's projection, for a replay. */
@Component
class InsightsReplay implements Projection {

  private static final String WANTED =
      """
      with wanted as (
        select w.team_id, w.id, coalesce(o.revision, 0) as revision
        from unnest($1::text[], $2::text[]) as w(team_id, id)
        left join outbox_state o on o.topic = $3 and o.message_key = w.team_id || '/' || w.id)
      """;

  private final DatabaseClient database;
  private final InsightsRemovals removals;
  private final SmartLifecycle loop;

  InsightsReplay(
      DatabaseClient database,
      InsightsRemovals removals,
      @Qualifier("workLoop") SmartLifecycle loop) {
    this.database = database;
    this.removals = removals;
    this.loop = loop;
  }

  @Override
  public List<TableRule> tables() {
    return InsightsTables.all();
  }

  @Override
  public List<Topic> published() {
    return List.of(Topic.METRICS_PR_LINKAGE, Topic.INSIGHTS_FINDINGS);
  }

  @Override
  public Lifecycle recomputation() {
    return loop;
  }

  @Override
  public Mono<Void> remove(Topic topic, Collection<Aggregate> gone) {
    return removals.remove(topic, gone);
  }

  @Override
  public Mono<Void> removeBaseless(String team) {
    return removals.removeBaseless(team);
  }

  /** A blank behind a name is seen by nobody, and is in nothing that is worked out. */
  @Override
  public Mono<Void> publishAgain(Topic topic, Collection<Aggregate> figures) {
    String sql =
        switch (topic) {
          case METRICS_PR_LINKAGE ->
              WANTED
                  + """
                  update pr_linkage l set revision = greatest(l.revision, w.revision),
                    metrics = jsonb_set(l.metrics::jsonb, '{repository}', to_jsonb(l.repository || ' '))::text
                  from wanted w where l.team_id = w.team_id and l.repository = w.id
                  """;
          case INSIGHTS_FINDINGS ->
              WANTED
                  + """
                  update insight i set revision = greatest(i.revision, w.revision),
                    content = jsonb_set(i.content::jsonb, '{title}', to_jsonb((i.content::jsonb ->> 'title') || ' '))::text
                  from wanted w where i.team_id = w.team_id and i.insight_id = w.id
                  """;
          default -> throw new IllegalArgumentException(topic + " is another service's");
        };
    return database
        .sql(sql)
        .bind(0, figures.stream().map(Aggregate::teamId).toArray(String[]::new))
        .bind(1, figures.stream().map(Aggregate::id).toArray(String[]::new))
        .bind(2, topic.topicName())
        .then();
  }

  @Override
  public Mono<Void> markAll(String team) {
    return database
        .sql(
            """
            with marked as (
              insert into work_mark (team_id, kind, subject)
              select team_id, kind, subject from (
                select team_id, 'linkage' as kind, repository as subject from pull_request
                union select team_id, 'insights', '' from known_project
                union select team_id, 'insights', '' from pull_request
                union select team_id, 'insights', '' from insight) s
              where ($1 = '' or team_id = $1)
              returning 1)
            select pg_notify($2, '') from (select count(*) as n from marked) c where c.n > 0
            """)
        .bind(0, team)
        .bind(1, WorkMarks.CHANNEL)
        .then();
  }

  @Override
  public Mono<String> lastMark() {
    return database
        .sql("select coalesce(max(id), 0)::text from work_mark")
        .mapValue(String.class)
        .one();
  }

  @Override
  public Mono<Long> pending(String team, String upTo) {
    return database
        .sql(
            """
            select count(*) from work_mark
            where ($1 = '' or team_id = $1) and ($2 = '' or id <= $2::bigint)
            """)
        .bind(0, team)
        .bind(1, upTo)
        .mapValue(Long.class)
        .one();
  }
}
