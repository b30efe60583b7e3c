package io.issuestream.contracts.sync;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A page was stored. */
@WireType("io.issuestream.jira.sync.progressed.v1")
public record SyncProgressed(String teamId, long revision, SyncProgress progress)
    implements SyncProgressEvent {

  public SyncProgressed {
    Checks.event(teamId, revision);
    requireNonNull(progress, "progress");
  }
}
