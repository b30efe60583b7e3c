package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** An issue was created or its published content changed. */
@WireType("io.issuestream.jira.issue.upserted.v1")
public record IssueUpserted(String teamId, long revision, IssueState issue) implements IssueEvent {

  public IssueUpserted {
    Checks.event(teamId, revision);
    requireNonNull(issue, "issue");
  }
}
