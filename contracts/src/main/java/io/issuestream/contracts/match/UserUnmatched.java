package io.issuestream.contracts.match;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** An account is no team member's, or not certainly. */
@WireType("io.issuestream.team.user.unmatched.v1")
public record UserUnmatched(String teamId, long revision, UserMatchState match)
    implements UserMatchEvent {

  public UserUnmatched {
    Checks.event(teamId, revision);
    Checks.that(
        match.outcome() != MatchOutcome.MATCHED,
        "An unmatched account's state must not say matched");
  }
}
