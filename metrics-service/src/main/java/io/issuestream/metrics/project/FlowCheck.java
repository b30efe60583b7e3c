package io.issuestream.metrics.project;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.FigureCheck;
import io.issuestream.edge.holding.Recomputed;
import io.issuestream.edge.holding.Recomputed.Different;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works flows out afresh from the issues kept, and compares that with the figures kept. */
@Component
class FlowCheck implements FigureCheck {

  /** Projects at once: each is one query over its issues. */
  private static final int SET = 20;

  private final DatabaseClient database;
  private final FlowRecomputation flows;

  FlowCheck(DatabaseClient database, FlowRecomputation flows) {
    this.database = database;
    this.flows = flows;
  }

  @Override
  public Topic topic() {
    return Topic.METRICS_FLOW;
  }

  @Override
  public Mono<Recomputed> recompute(String teamId, String after) {
    return projects(teamId, after)
        .collectList()
        .flatMap(keys ->
            Flux.fromIterable(keys)
                .concatMap(key -> different(teamId, key))
                .collectList()
                .map(different ->
                    new Recomputed(
                        keys.size(), different, keys.size() < SET ? null : keys.getLast())));
  }

  /** Projects that have issues or figures, by key; without issues that are there they need none. */
  private Flux<String> projects(String teamId, String after) {
    return database
        .sql(
            """
            select project_key from (
              select project_key from issue_fact where team_id = $1 and not deleted
              union select project_key from flow_metrics where team_id = $1) p
            where project_key collate "C" > $2 order by project_key collate "C" limit $3
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, SET)
        .mapValue(String.class)
        .all();
  }

  private Mono<Different> different(String teamId, String key) {
    return flows
        .next(teamId, key)
        .flatMap(next ->
            Mono.justOrEmpty(next.map(event -> new Different(key, key, event.revision() - 1))));
  }
}
