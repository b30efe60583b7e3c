package io.issuestream.insights.upstream;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.metrics.FlowMetricsEvent;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsEvent;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the last sprint and flow metrics as they came, with the columns that select among them. */
@Component
class MetricsProjection {

  private final DatabaseClient database;

  MetricsProjection(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> onSprints(Batch<SprintMetricsEvent> batch) {
    List<Received<SprintMetricsEvent>> latest = List.copyOf(batch.latest());
    return WorkMarks.traced(trace ->
            database
                .sql(
                    """
                    with written as (
                      insert into sprint_metrics as s (team_id, sprint_id, revision, project_key, state, name, starts_at,
                          ends_at, completed_issues, event)
                      select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                          $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::text[])
                      on conflict (team_id, sprint_id) do update set
                        revision = excluded.revision, project_key = excluded.project_key, state = excluded.state,
                        name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                        completed_issues = excluded.completed_issues, event = excluded.event
                      where s.revision < excluded.revision
                      returning team_id)
                    """
                        + WorkMarks.markInsights("written", 11))
                .bind(0, column(latest, SprintMetricsEvent::teamId, String[]::new))
                .bind(1, column(latest, event -> event.metrics().sprintId(), Long[]::new))
                .bind(2, column(latest, SprintMetricsEvent::revision, Long[]::new))
                .bind(3, nullables(latest, event -> event.metrics().projectKey(), String[]::new))
                .bind(4, column(latest, event -> event.metrics().state().toString(), String[]::new))
                .bind(5, column(latest, event -> event.metrics().name(), String[]::new))
                .bind(6, nullables(latest, event -> event.metrics().startDate(), Instant[]::new))
                .bind(7, nullables(latest, event -> end(event.metrics()), Instant[]::new))
                .bind(8, column(latest, event -> event.metrics().completed().issues(), Long[]::new))
                .bind(9, texts(latest))
                .bind(10, WorkMarks.CHANNEL)
                .bind(11, trace)
                .then())
        .then(Mono.defer(() -> erase("sprint_metrics", "sprint_id", batch.erasedKeys())));
  }

  Mono<Void> onFlows(Batch<FlowMetricsEvent> batch) {
    List<Received<FlowMetricsEvent>> latest = List.copyOf(batch.latest());
    return WorkMarks.traced(trace ->
            database
                .sql(
                    """
                    with written as (
                      insert into flow_metrics as f (team_id, project_key, revision, event)
                      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
                      on conflict (team_id, project_key) do update set revision = excluded.revision, event = excluded.event
                      where f.revision < excluded.revision
                      returning team_id)
                    """
                        + WorkMarks.markInsights("written", 5))
                .bind(0, column(latest, FlowMetricsEvent::teamId, String[]::new))
                .bind(1, column(latest, event -> event.metrics().projectKey(), String[]::new))
                .bind(2, column(latest, FlowMetricsEvent::revision, Long[]::new))
                .bind(3, texts(latest))
                .bind(4, WorkMarks.CHANNEL)
                .bind(5, trace)
                .then())
        .then(Mono.defer(() -> erase("flow_metrics", "project_key", batch.erasedKeys())));
  }

  /** Forgets figures whose record was erased. */
  private Mono<Void> erase(String table, String aggregate, List<String> keys) {
    return keys.isEmpty()
        ? Mono.empty()
        : WorkMarks.traced(trace ->
            database
                .sql(
                    """
                    with gone as (
                      delete from %s where team_id || '/' || %s::text = any($1) returning team_id)
                    """
                            .formatted(table, aggregate)
                        + WorkMarks.markInsights("gone", 2))
                .bind(0, keys.toArray(String[]::new))
                .bind(1, WorkMarks.CHANNEL)
                .bind(2, trace)
                .then());
  }

  /** As text: the driver (1.1.1) writes the backslashes of a bytea array unescaped. */
  private static <E extends Event> String[] texts(List<Received<E>> rows) {
    return rows.stream()
        .map(row -> new String(row.data(), StandardCharsets.UTF_8))
        .toArray(String[]::new);
  }

  /** When a sprint was closed, else when it is planned to end. */
  private static @Nullable Instant end(SprintMetrics sprint) {
    return sprint.completeDate() == null ? sprint.endDate() : sprint.completeDate();
  }

  private static <E extends Event, T> T[] column(
      List<Received<E>> rows, Function<E, T> value, IntFunction<T[]> array) {
    return rows.stream().map(row -> value.apply(row.event())).toArray(array);
  }

  private static <E extends Event, T> @Nullable T[] nullables(
      List<Received<E>> rows, Function<E, @Nullable T> value, IntFunction<@Nullable T[]> array) {
    @Nullable T[] column = array.apply(rows.size());
    for (int row = 0; row < column.length; row++) {
      column[row] = value.apply(rows.get(row).event());
    }
    return column;
  }
}
