package io.issuestream.contracts.sync;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A run ended and everything it published has left the outbox. */
@WireType("io.issuestream.jira.sync.completed.v1")
public record SyncCompleted(String teamId, long revision, SyncProgress progress)
    implements SyncProgressEvent {

  public SyncCompleted {
    Checks.event(teamId, revision);
    Checks.that(
        progress.stage() == SyncStage.COMPLETED, "A completed run's state must say completed");
  }
}
