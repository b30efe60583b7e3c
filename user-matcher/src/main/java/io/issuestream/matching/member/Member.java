package io.issuestream.matching.member;

import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.contracts.member.TeamMemberRemoved;
import io.issuestream.contracts.member.TeamMemberState;
import io.issuestream.contracts.member.TeamMemberUpserted;
import org.jspecify.annotations.Nullable;

/**
 * A team member as stored.
 *
 * @param memberId random, kept over removals
 * @param jiraAccountId null until matched
 * @param removed off the list
 */
public record Member(
    String memberId,
    long revision,
    String email,
    String displayName,
    @Nullable String githubLogin,
    @Nullable String jiraAccountId,
    boolean removed) {

  /** The next state: listed as an import names them. */
  Member listed(NewMember named) {
    return new Member(
        memberId,
        revision + 1,
        named.email(),
        named.displayName(),
        named.githubLogin(),
        jiraAccountId,
        false);
  }

  /** The next state: off the list. */
  Member gone() {
    return new Member(memberId, revision + 1, email, displayName, githubLogin, jiraAccountId, true);
  }

  /** The next state: with the account that is theirs, or none. */
  public Member matchedTo(@Nullable String accountId) {
    return new Member(memberId, revision + 1, email, displayName, githubLogin, accountId, removed);
  }

  /** Whether an import says nothing new of them. */
  boolean is(NewMember named) {
    return !removed && listed(named).equals(matchedTo(jiraAccountId));
  }

  TeamMemberEvent event(String teamId) {
    var state =
        new TeamMemberState(memberId, email, displayName, githubLogin, jiraAccountId, removed);
    return removed
        ? new TeamMemberRemoved(teamId, revision, state)
        : new TeamMemberUpserted(teamId, revision, state);
  }
}
