package io.issuestream.sync.run;

import java.util.UUID;

/** The run was ended by somebody else, as by deselecting its project; whoever meets this stops. */
public final class RunEnded extends RuntimeException {

  RunEnded(UUID runId) {
    super("Run " + runId + " has been ended");
  }
}
