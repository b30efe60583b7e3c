package io.issuestream.contracts.member;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A team member left the list; the state is the last one. */
@WireType("io.issuestream.team.member.removed.v1")
public record TeamMemberRemoved(String teamId, long revision, TeamMemberState member)
    implements TeamMemberEvent {

  public TeamMemberRemoved {
    Checks.event(teamId, revision);
    Checks.that(member.removed(), "A removed member's state must say removed");
  }
}
