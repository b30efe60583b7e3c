package io.issuestream.contracts.sync;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A run began. */
@WireType("io.issuestream.jira.sync.started.v1")
public record SyncStarted(String teamId, long revision, SyncProgress progress)
    implements SyncProgressEvent {

  public SyncStarted {
    Checks.event(teamId, revision);
    requireNonNull(progress, "progress");
  }
}
