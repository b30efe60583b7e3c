package io.issuestream.metrics.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.Aggregate;
import io.issuestream.messaging.replay.Projection;
import io.issuestream.messaging.replay.TableRule;
import io.issuestream.metrics.recompute.Marks;
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
class MetricsReplay implements Projection {

  private final DatabaseClient database;
  private final MetricsRemovals removals;
  private final SmartLifecycle loops;

  MetricsReplay(
      DatabaseClient database,
      MetricsRemovals removals,
      @Qualifier("recomputeLoops") SmartLifecycle loops) {
    this.database = database;
    this.removals = removals;
    this.loops = loops;
  }

  @Override
  public List<TableRule> tables() {
    return MetricsTables.all();
  }

  @Override
  public List<Topic> published() {
    return List.of(Topic.METRICS_SPRINTS, Topic.METRICS_FLOW);
  }

  @Override
  public Lifecycle recomputation() {
    return loops;
  }

  @Override
  public Mono<Void> remove(Topic topic, Collection<Aggregate> gone) {
    return removals.remove(topic, gone);
  }

  @Override
  public Mono<Void> removeBaseless(String team) {
    return removals.removeBaseless(team);
  }

  /** A blank behind the JSON changes nothing for readers, and is in no figures worked out. */
  @Override
  public Mono<Void> publishAgain(Topic topic, Collection<Aggregate> figures) {
    String sql =
        switch (topic) {
          case METRICS_SPRINTS -> publishAgain("sprint_metrics", "m.sprint_id::text");
          case METRICS_FLOW -> publishAgain("flow_metrics", "m.project_key");
          default -> throw new IllegalArgumentException(topic + " is another service's");
        };
    return database
        .sql(sql)
        .bind(0, figures.stream().map(Aggregate::teamId).toArray(String[]::new))
        .bind(1, figures.stream().map(Aggregate::id).toArray(String[]::new))
        .bind(2, topic.topicName())
        .then();
  }

  private static String publishAgain(String table, String id) {
    return """
    with wanted as (
      select w.team_id, w.id, coalesce(o.revision, 0) as revision
      from unnest($1::text[], $2::text[]) as w(team_id, id)
      left join outbox_state o on o.topic = $3 and o.message_key = w.team_id || '/' || w.id)
    update %s m set data = m.data || convert_to(' ', 'UTF8'),
      revision = greatest(m.revision, w.revision)
    from wanted w where m.team_id = w.team_id and %s = w.id
    """
        .formatted(table, id);
  }

  @Override
  public Mono<Void> markAll(String team) {
    return database
        .sql(
            """
            with marked as (
              insert into recompute_mark as m (team_id, kind, subject)
              select team_id, kind, subject from (
                select team_id, 'sprint' as kind, sprint_id::text as subject from sprint
                union select team_id, 'flow', project_key from issue_fact
                union select team_id, 'flow', project_key from flow_metrics) s
              where ($1 = '' or team_id = $1)
              order by team_id, kind, subject
              on conflict (team_id, kind, subject) do update
                set generation = m.generation + 1, last_marked = clock_timestamp()
              returning 1)
            select pg_notify($2, '') from (select count(*) as n from marked) c where c.n > 0
            """)
        .bind(0, team)
        .bind(1, Marks.CHANNEL)
        .then();
  }

  @Override
  public Mono<String> lastMark() {
    return database.sql("select clock_timestamp()::text").mapValue(String.class).one();
  }

  /** A mark that is set again while it is worked on counts as a later one. */
  @Override
  public Mono<Long> pending(String team, String upTo) {
    return database
        .sql(
            """
            select count(*) from recompute_mark
            where ($1 = '' or team_id = $1) and ($2 = '' or first_marked <= $2::timestamptz)
            """)
        .bind(0, team)
        .bind(1, upTo)
        .mapValue(Long.class)
        .one();
  }
}
