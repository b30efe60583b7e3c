package io.issuestream.contracts.member;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A team member as the team admin lists them.
 *
 * @param memberId random, team-scoped
 * @param githubLogin null where not known
 * @param jiraAccountId null until matched
 * @param removed true once off the list
 */
public record TeamMemberState(
    String memberId,
    String email,
    String displayName,
    @Nullable String githubLogin,
    @Nullable String jiraAccountId,
    boolean removed) {

  public TeamMemberState {
    Checks.text(memberId, "memberId");
    Checks.text(email, "email");
    requireNonNull(displayName, "displayName");
  }
}
