package io.issuestream.contracts.member;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A team member was added or changed. */
@WireType("io.issuestream.team.member.upserted.v1")
public record TeamMemberUpserted(String teamId, long revision, TeamMemberState member)
    implements TeamMemberEvent {

  public TeamMemberUpserted {
    Checks.event(teamId, revision);
    Checks.that(!member.removed(), "A listed member's state must not say removed");
  }
}
