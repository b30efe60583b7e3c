package io.issuestream.metrics.sprint;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.FigureCheck;
import io.issuestream.edge.holding.Recomputed;
import io.issuestream.edge.holding.Recomputed.Different;
import io.issuestream.metrics.sprint.Ledgers.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Works sprints out afresh from the issues kept, and compares that with the figures kept. */
@Component
class SprintCheck implements FigureCheck {

  /** Sprints at once: their issues' pasts are in memory meanwhile. */
  private static final int SET = 50;

  private final DatabaseClient database;
  private final Ledgers ledgers;
  private final SprintMetricsStore store;

  SprintCheck(DatabaseClient database, Ledgers ledgers, SprintMetricsStore store) {
    this.database = database;
    this.ledgers = ledgers;
    this.store = store;
  }

  @Override
  public Topic topic() {
    return Topic.METRICS_SPRINTS;
  }

  @Override
  public Mono<Recomputed> recompute(String teamId, String after) {
    return sprints(teamId, after)
        .flatMap(keys ->
            keys.isEmpty()
                ? Mono.just(new Recomputed(0, List.of(), null))
                : Mono.zip(store.find(keys), ledgers.of(keys))
                    .map(found -> compared(keys, found.getT1(), found.getT2())));
  }

  /** Sprints that are known or have figures, by number in text. */
  private Mono<List<SprintKey>> sprints(String teamId, String after) {
    return database
        .sql(
            """
            select sprint_id from (
              select sprint_id from sprint where team_id = $1
              union select sprint_id from sprint_metrics where team_id = $1) s
            where sprint_id::text collate "C" > $2
            order by sprint_id::text collate "C" limit $3
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, SET)
        .mapValue(Long.class)
        .all()
        .map(sprintId -> new SprintKey(teamId, sprintId))
        .collectList();
  }

  private static Recomputed compared(
      List<SprintKey> keys, Map<SprintKey, StoredSprint> stored, List<Worked> worked) {
    Map<SprintKey, Worked> fresh =
        worked.stream().collect(Collectors.toMap(Worked::key, Function.identity()));
    var different = new ArrayList<Different>();
    for (SprintKey key : keys) {
      Worked ledger = fresh.get(key);
      StoredSprint kept = stored.get(key);
      // Figures of a sprint that is not known come from nothing.
      if (ledger == null || SprintMetricsRow.of(ledger, kept) != null) {
        different.add(different(key, kept));
      }
    }
    @Nullable String next = keys.size() < SET ? null : Long.toString(keys.getLast().sprintId());
    return new Recomputed(keys.size(), different, next);
  }

  private static Different different(SprintKey key, @Nullable StoredSprint kept) {
    String id = Long.toString(key.sprintId());
    return kept == null
        ? new Different(id, "", 0)
        : new Different(
            id, Objects.requireNonNullElse(kept.metrics().projectKey(), ""), kept.revision());
  }
}
