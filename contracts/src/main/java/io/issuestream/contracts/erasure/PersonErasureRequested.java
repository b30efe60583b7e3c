package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A person is to be erased from tables and topics. */
@WireType("io.issuestream.team.erasure.person-requested.v1")
public record PersonErasureRequested(String teamId, long revision, PersonErasure erasure)
    implements ErasureEvent {

  public PersonErasureRequested {
    Checks.event(teamId, revision);
    requireNonNull(erasure, "erasure");
    Checks.that(erasure.sealed() != null, "A request says, sealed, who is to be erased");
  }

  @Override
  public String aggregateId() {
    return erasure.erasureId();
  }
}
