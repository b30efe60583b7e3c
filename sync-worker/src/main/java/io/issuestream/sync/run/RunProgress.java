package io.issuestream.sync.run;

import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncCoverage;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncProgressed;
import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncStarted;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.census.CensusResult;
import io.issuestream.sync.census.Censuses;
import io.issuestream.sync.sql.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells on {@code jira.sync-progress} how runs stand, and keeps the sync state of their projects;
 * to be called in the transaction of what it tells.
 */
@Component
public class RunProgress {

  private final DatabaseClient database;
  private final Outbox outbox;
  private final Censuses censuses;

  RunProgress(DatabaseClient database, Outbox outbox, Censuses censuses) {
    this.database = database;
    this.outbox = outbox;
    this.censuses = censuses;
  }

  /** A try begins. */
  public Mono<Void> started(SyncRun run) {
    return state(run, "in_progress").then(publish(run, Map.of(), SyncStarted::new));
  }

  /** Pages were stored. */
  public Mono<Void> progressed(SyncRun run) {
    return publish(run, Map.of(), SyncProgressed::new);
  }

  /**
   * The run ended and all of it has left.
   *
   * @param endOffsets per partition of {@code jira.issues} the offset after the last record
   */
  public Mono<Void> completed(SyncRun run, Map<String, Long> endOffsets) {
    return state(run, "completed").then(publish(run, endOffsets, SyncCompleted::new));
  }

  /** A try failed, with or without another to come, or the run was cancelled. */
  public Mono<Void> failed(SyncRun run) {
    return state(run, "failed").then(publish(run, Map.of(), SyncFailed::new));
  }

  private interface Kind {
    SyncProgressEvent event(String teamId, long revision, SyncProgress progress);
  }

  private record Revision(long number, @Nullable Instant lastSyncAt, Instant now) {}

  private Mono<Void> publish(SyncRun run, Map<String, Long> endOffsets, Kind kind) {
    return database
        .sql(
            """
            update tracked_project
            set progress_revision = progress_revision + 1,
                last_sync_at = case when $3 then clock_timestamp() else last_sync_at end
            where team_id = $1 and project_id = $2
            returning progress_revision, last_sync_at, clock_timestamp() as now
            """)
        .bind(0, run.teamId())
        .bind(1, run.projectId())
        .bind(2, run.stage() == SyncStage.COMPLETED)
        .map(row ->
            new Revision(
                Column.of(row, "progress_revision", Long.class),
                row.get("last_sync_at", Instant.class),
                Column.of(row, "now", Instant.class)))
        .one()
        .zipWith(
            censuses
                .last(run.teamId(), run.projectId())
                .map(CensusResult::told)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty()))
        .flatMap(both ->
            outbox.publish(
                List.of(
                    kind.event(
                        run.teamId(),
                        both.getT1().number(),
                        progress(run, both.getT1(), endOffsets, both.getT2().orElse(null))))));
  }

  private static SyncProgress progress(
      SyncRun run,
      Revision revision,
      Map<String, Long> endOffsets,
      @Nullable SyncCoverage coverage) {
    long millis = Math.max(0, Duration.between(run.begin(), revision.now()).toMillis());
    long fetched = run.counts().fetched();
    // A run that waits for its next try is told of as its last one, which failed.
    boolean waits = run.stage() == SyncStage.PENDING && run.error() != null;
    return new SyncProgress(
        run.runId().toString(),
        run.connectionId(),
        run.projectId(),
        run.projectKey(),
        run.trigger(),
        run.full(),
        waits ? SyncStage.FAILED : run.stage(),
        run.total(),
        fetched,
        run.counts().created(),
        run.counts().updated(),
        run.counts().unchanged(),
        run.counts().failed(),
        run.deleted(),
        run.apiCalls(),
        millis,
        millis == 0 ? 0 : fetched * 1000.0 / millis,
        waits ? run.attempt() - 1 : run.attempt(),
        run.begin(),
        revision.now(),
        revision.lastSyncAt(),
        run.error(),
        waits ? run.nextAttemptAt() : null,
        endOffsets,
        coverage);
  }

  private Mono<Void> state(SyncRun run, String status) {
    return database
        .sql(
            """
            insert into sync_state as s
              (team_id, resource_type, resource_id, jira_resource_id, sync_status, last_sync_at, sync_duration_ms, api_calls_count)
            values ($1, 'project', $2, $2, $3, case when $3 = 'completed' then clock_timestamp() end, $4, $5)
            on conflict (team_id, resource_type, resource_id) do update
              set sync_status = excluded.sync_status, last_sync_at = coalesce(excluded.last_sync_at, s.last_sync_at),
                  sync_duration_ms = excluded.sync_duration_ms, api_calls_count = excluded.api_calls_count
            """)
        .bind(0, run.teamId())
        .bind(1, run.projectId())
        .bind(2, status)
        .bind(3, Math.max(0, Duration.between(run.begin(), Instant.now()).toMillis()))
        .bind(4, run.apiCalls())
        .fetch()
        .rowsUpdated()
        .then();
  }
}
