package io.issuestream.contracts.match;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** An account is known to be a team member's. */
@WireType("io.issuestream.team.user.matched.v1")
public record UserMatched(String teamId, long revision, UserMatchState match)
    implements UserMatchEvent {

  public UserMatched {
    Checks.event(teamId, revision);
    Checks.that(
        match.outcome() == MatchOutcome.MATCHED, "A matched account's state must say matched");
  }
}
