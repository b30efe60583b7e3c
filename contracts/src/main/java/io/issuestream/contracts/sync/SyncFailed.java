package io.issuestream.contracts.sync;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A run ended without completing. */
@WireType("io.issuestream.jira.sync.failed.v1")
public record SyncFailed(String teamId, long revision, SyncProgress progress)
    implements SyncProgressEvent {

  public SyncFailed {
    Checks.event(teamId, revision);
    Checks.that(
        progress.stage() == SyncStage.FAILED || progress.stage() == SyncStage.CANCELLED,
        "A failed run's state must say failed or cancelled");
  }
}
