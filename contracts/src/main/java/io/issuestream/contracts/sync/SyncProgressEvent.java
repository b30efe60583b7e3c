package io.issuestream.contracts.sync;

import io.issuestream.contracts.Event;

/** What {@code jira.sync-progress} carries, keyed by Jira's project id. */
public sealed interface SyncProgressEvent extends Event
    permits SyncStarted, SyncProgressed, SyncCompleted, SyncFailed {

  /** The state at this revision. */
  SyncProgress progress();

  @Override
  default String aggregateId() {
    return progress().jiraProjectId();
  }
}
