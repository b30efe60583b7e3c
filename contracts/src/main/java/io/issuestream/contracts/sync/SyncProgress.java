package io.issuestream.contracts.sync;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the latest run of a project is.
 *
 * @param runId names the run
 * @param connectionId the connection it reads through
 * @param jiraProjectId Jira's id, a number in text
 * @param full whether everything is read again
 * @param total issues expected, where Jira said; null before the first answer
 * @param fetched issues read so far; the sum of created, updated, unchanged and failed
 * @param created issues that were new
 * @param updated issues whose published content changed
 * @param unchanged issues read that had not changed
 * @param failed issues that could not be stored, recorded with their reason
 * @param deleted issues found to be gone
 * @param apiCallsCount calls to Jira
 * @param syncDurationMs milliseconds since the run started
 * @param ratePerSecond issues read per second since the run started
 * @param attempt counts the tries of this run, the first one included
 * @param at when this was so
 * @param lastSyncAt when a run of this project last completed
 * @param error what went wrong, in words for the team admin
 * @param nextAttemptAt when a failed run is tried again by itself
 * @param endOffsets on completion, per partition of {@code jira.issues} the offset after the run's
 *     last record
 * @param coverage how complete the copy was found last; null before the first census
 */
public record SyncProgress(
    String runId,
    String connectionId,
    String jiraProjectId,
    String jiraProjectKey,
    SyncTrigger trigger,
    boolean full,
    SyncStage stage,
    @Range(min = 0) @Nullable Long total,
    @Range(min = 0) long fetched,
    @Range(min = 0) long created,
    @Range(min = 0) long updated,
    @Range(min = 0) long unchanged,
    @Range(min = 0) long failed,
    @Range(min = 0) long deleted,
    @Range(min = 0) long apiCallsCount,
    @Range(min = 0) long syncDurationMs,
    @Range(min = 0) double ratePerSecond,
    @Range(min = 0) int attempt,
    Instant startedAt,
    Instant at,
    @Nullable Instant lastSyncAt,
    @Nullable String error,
    @Nullable Instant nextAttemptAt,
    Map<String, Long> endOffsets,
    @Nullable SyncCoverage coverage) {

  public SyncProgress {
    Checks.text(runId, "runId");
    Checks.text(connectionId, "connectionId");
    Checks.text(jiraProjectId, "jiraProjectId");
    Checks.text(jiraProjectKey, "jiraProjectKey");
    requireNonNull(trigger, "trigger");
    requireNonNull(stage, "stage");
    Checks.atLeast(0, total, "total");
    Checks.atLeast(0, fetched, "fetched");
    Checks.atLeast(0, created, "created");
    Checks.atLeast(0, updated, "updated");
    Checks.atLeast(0, unchanged, "unchanged");
    Checks.atLeast(0, failed, "failed");
    Checks.atLeast(0, deleted, "deleted");
    Checks.atLeast(0, apiCallsCount, "apiCallsCount");
    Checks.atLeast(0, syncDurationMs, "syncDurationMs");
    Checks.atLeast(0, ratePerSecond, "ratePerSecond");
    Checks.atLeast(0, attempt, "attempt");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(at, "at");
    endOffsets = Checks.map(endOffsets);
  }
}
