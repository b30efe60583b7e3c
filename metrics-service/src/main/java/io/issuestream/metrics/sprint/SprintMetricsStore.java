package io.issuestream.metrics.sprint;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.ledger.SprintLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The figures of all sprints, as last published. */
@Repository
class SprintMetricsStore {

  private static final String COLUMNS =
      "team_id, sprint_id, revision, sorted_at, project_keys, convert_from(data, 'UTF8') as data";

  private final DatabaseClient database;

  SprintMetricsStore(DatabaseClient database) {
    this.database = database;
  }

  /** What is kept of these sprints. */
  Mono<Map<SprintKey, StoredSprint>> find(Collection<SprintKey> keys) {
    return database
        .sql(
            """
            select s.team_id, s.sprint_id, s.revision, s.sorted_at, s.project_keys, convert_from(s.data, 'UTF8') as data from sprint_metrics s
            join unnest($1::text[], $2::bigint[]) as k(team_id, sprint_id)
              on k.team_id = s.team_id and k.sprint_id = s.sprint_id
            """)
        .bind(0, SprintKey.teamIds(keys))
        .bind(1, SprintKey.sprintIds(keys))
        .map(StoredSprint::of)
        .all()
        .collectMap(StoredSprint::key);
  }

  /** Writes figures, and tells which: all but those that another replica was faster with. */
  Mono<Set<SprintKey>> write(List<SprintMetricsRow> rows) {
    if (rows.isEmpty()) {
      return Mono.just(Set.of());
    }
    List<SprintKey> keys = rows.stream().map(SprintMetricsRow::key).toList();
    return database
        .sql(
            """
            insert into sprint_metrics as m (team_id, sprint_id, revision, definition_version, state,
              deleted, project_keys, sorted_at, data)
            select team_id, sprint_id, revision, $9, state, deleted, project_keys::text[], sorted_at,
              convert_to(data, 'UTF8')
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::boolean[],
                $6::text[], $7::timestamptz[], $8::text[])
              as t(team_id, sprint_id, revision, state, deleted, project_keys, sorted_at, data)
            on conflict (team_id, sprint_id) do update set
              revision = excluded.revision, definition_version = excluded.definition_version,
              state = excluded.state, deleted = excluded.deleted,
              project_keys = excluded.project_keys, sorted_at = excluded.sorted_at,
              data = excluded.data
            where m.revision = excluded.revision - 1
            returning m.team_id, m.sprint_id
            """)
        .bind(0, SprintKey.teamIds(keys))
        .bind(1, SprintKey.sprintIds(keys))
        .bind(2, rows.stream().map(row -> row.event().revision()).toArray(Long[]::new))
        .bind(
            3,
            rows.stream()
                .map(row -> row.event().metrics().state().toString())
                .toArray(String[]::new))
        .bind(4, rows.stream().map(SprintMetricsRow::deleted).toArray(Boolean[]::new))
        .bind(5, rows.stream().map(SprintMetricsStore::projectKeys).toArray(String[]::new))
        .bind(6, rows.stream().map(SprintMetricsRow::sortedAt).toArray(Instant[]::new))
        .bind(7, rows.stream().map(SprintMetricsRow::data).toArray(String[]::new))
        .bind(8, SprintLedger.DEFINITION_VERSION)
        .map(row -> new SprintKey(Rows.text(row, "team_id"), Rows.number(row, "sprint_id")))
        .all()
        .collect(Collectors.toSet());
  }

  /** A team's sprint; empty if it has none of that number. */
  Mono<StoredSprint> get(SprintKey key) {
    return database
        .sql("select " + COLUMNS + " from sprint_metrics where team_id = $1 and sprint_id = $2")
        .bind(0, key.teamId())
        .bind(1, key.sprintId())
        .map(StoredSprint::of)
        .one();
  }

  /**
   * A team's sprints, newest first, deleted ones left out.
   *
   * @param projectKey only those with issues of this project, or of its boards
   * @param state only those in this state
   * @param after only those that come after this one
   */
  Flux<StoredSprint> newest(
      String teamId,
      @Nullable String projectKey,
      @Nullable SprintPhase state,
      @Nullable SprintCursor after,
      int limit) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from sprint_metrics
                where team_id = $1 and not deleted
                  and ($2 = '' or $2 = any (project_keys))
                  and ($3 = '' or $3 = state)
                  and ($4 = '' or (sorted_at, sprint_id) < ($4::timestamptz, $5))
                order by sorted_at desc, sprint_id desc
                limit $6
                """)
        .bind(0, teamId)
        .bind(1, projectKey == null ? "" : projectKey)
        .bind(2, state == null ? "" : state.toString())
        .bind(3, after == null ? "" : after.sortedAt().toString())
        .bind(4, after == null ? 0L : after.sprintId())
        .bind(5, limit)
        .map(StoredSprint::of)
        .all();
  }

  /** Marks the sprints whose figures follow other definitions. */
  Mono<Void> markOutdated() {
    return database
        .sql(
            """
            insert into recompute_mark (team_id, kind, subject)
            select team_id, 'sprint', sprint_id::text from sprint_metrics
            where definition_version <> $1
            on conflict do nothing
            """)
        .bind(0, SprintLedger.DEFINITION_VERSION)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Project keys are letters, digits and underscores, so quoting them is enough. */
  private static String projectKeys(SprintMetricsRow row) {
    return row.projectKeys().stream()
        .map(key -> '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
