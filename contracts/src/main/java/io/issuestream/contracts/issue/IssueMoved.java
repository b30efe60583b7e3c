package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** An issue has a new key; the old ones are among its former keys. */
@WireType("io.issuestream.jira.issue.moved.v1")
public record IssueMoved(String teamId, long revision, IssueState issue) implements IssueEvent {

  public IssueMoved {
    Checks.event(teamId, revision);
    requireNonNull(issue, "issue");
  }
}
