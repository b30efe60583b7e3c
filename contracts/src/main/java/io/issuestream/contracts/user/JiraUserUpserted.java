package io.issuestream.contracts.user;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A Jira account with access was found or changed. */
@WireType("io.issuestream.jira.user.upserted.v1")
public record JiraUserUpserted(String teamId, long revision, JiraUserState user)
    implements JiraUserEvent {

  public JiraUserUpserted {
    Checks.event(teamId, revision);
    requireNonNull(user, "user");
  }
}
