package io.issuestream.contracts.issue;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** An issue is gone from Jira; the state is the last one known, marked deleted. */
@WireType("io.issuestream.jira.issue.deleted.v1")
public record IssueDeleted(String teamId, long revision, IssueState issue) implements IssueEvent {

  public IssueDeleted {
    Checks.event(teamId, revision);
    Checks.that(issue.deleted(), "A deleted issue's state must say deleted");
  }
}
