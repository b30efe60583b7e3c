package io.issuestream.contracts.member;

import io.issuestream.contracts.Event;

/** What {@code team.members} carries, keyed by the member. */
public sealed interface TeamMemberEvent extends Event
    permits TeamMemberUpserted, TeamMemberRemoved {

  /** The state at this revision. */
  TeamMemberState member();

  @Override
  default String aggregateId() {
    return member().memberId();
  }
}
