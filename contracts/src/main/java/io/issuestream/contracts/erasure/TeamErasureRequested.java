package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;
import java.time.Instant;

/** A team is to be deleted with everything that is held of it; its name is not used again. */
@WireType("io.issuestream.team.erasure.team-requested.v1")
public record TeamErasureRequested(
    String teamId, long revision, String erasureId, Instant requestedAt) implements ErasureEvent {

  public TeamErasureRequested {
    Checks.event(teamId, revision);
    Checks.text(erasureId, "erasureId");
    requireNonNull(requestedAt, "requestedAt");
  }

  @Override
  public String aggregateId() {
    return erasureId;
  }
}
