package io.issuestream.sync.run;

import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as its row stands.
 *
 * @param full whether everything is read again
 * @param users whether the people are read too
 * @param since read what changed since then instead of since the watermark
 * @param attempt counts the tries, from 1
 * @param fieldBasis fingerprint of the fields that the windows' checkpoints were reached with
 * @param serverTime the earliest that Jira's clock showed with a page
 * @param highWater greatest {@code updated} met
 * @param total issues expected
 * @param problems steps that failed without stopping the run, in words
 * @param followUp what was asked for meanwhile and is more than this run does
 * @param error why the last try failed, in words for the team admin
 */
public record SyncRun(
    String teamId,
    UUID runId,
    String connectionId,
    String projectId,
    String projectKey,
    boolean full,
    SyncTrigger trigger,
    boolean users,
    @Nullable Instant since,
    SyncStage stage,
    int attempt,
    Instant nextAttemptAt,
    @Nullable String fieldBasis,
    @Nullable Instant serverTime,
    @Nullable Instant highWater,
    @Nullable Long total,
    RunCounts counts,
    long deleted,
    long apiCalls,
    List<String> problems,
    @Nullable String error,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable FollowUp followUp) {

  static SyncRun of(Readable row) {
    return new SyncRun(
        Column.of(row, "team_id", String.class),
        Column.of(row, "run_id", UUID.class),
        Column.of(row, "connection_id", String.class),
        Column.of(row, "project_id", String.class),
        Column.of(row, "project_key", String.class),
        Column.of(row, "full_run", Boolean.class),
        SyncTrigger.valueOf(Column.of(row, "trigger", String.class)),
        Column.of(row, "users", Boolean.class),
        row.get("since", Instant.class),
        SyncStage.valueOf(Column.of(row, "stage", String.class)),
        Column.of(row, "attempt", Integer.class),
        Column.of(row, "next_attempt_at", Instant.class),
        row.get("field_basis", String.class),
        row.get("server_time", Instant.class),
        row.get("high_water", Instant.class),
        row.get("total", Long.class),
        new RunCounts(
            Column.of(row, "created", Long.class),
            Column.of(row, "updated", Long.class),
            Column.of(row, "unchanged", Long.class),
            Column.of(row, "failed", Long.class)),
        Column.of(row, "deleted", Long.class),
        Column.of(row, "api_calls", Long.class),
        List.of(Column.of(row, "problems", String[].class)),
        row.get("error", String.class),
        Column.of(row, "requested_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("finished_at", Instant.class),
        FollowUp.of(row));
  }

  /** When it started, or was asked for. */
  public Instant begin() {
    return startedAt == null ? requestedAt : startedAt;
  }
}
