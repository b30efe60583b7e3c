package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/**
 * Every service has erased the person. The marks stay, so that a database built anew knows whom not
 * to take in.
 */
@WireType("io.issuestream.team.erasure.person-erased.v1")
public record PersonErased(String teamId, long revision, PersonErasure erasure)
    implements ErasureEvent {

  public PersonErased {
    Checks.event(teamId, revision);
    requireNonNull(erasure, "erasure");
    Checks.that(erasure.sealed() == null, "Who was erased is not told any more");
  }

  @Override
  public String aggregateId() {
    return erasure.erasureId();
  }
}
