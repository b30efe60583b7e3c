package io.issuestream.integration.project;

import io.issuestream.contracts.project.ProjectState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project a team tracks, or once tracked.
 *
 * @param revision counts its published changes
 * @param lastSyncAt when a run of it last completed; null before the first
 * @param lastSyncError why the last run failed, for the team admin; null when it did not
 * @param nextAttemptAt when a failed run is tried again by itself
 */
public record TrackedProject(
    String teamId,
    String jiraProjectId,
    String connectionId,
    String jiraProjectKey,
    String name,
    boolean active,
    long revision,
    SyncStatus syncStatus,
    @Nullable Instant lastSyncAt,
    @Nullable String lastSyncError,
    @Nullable Instant nextAttemptAt) {

  ProjectState state(boolean startAtOnce) {
    return new ProjectState(
        connectionId, jiraProjectId, jiraProjectKey, name, active, active && startAtOnce);
  }
}
