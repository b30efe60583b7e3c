package io.issuestream.contracts.issue;

import io.issuestream.contracts.Event;

/** What {@code jira.issues} carries, keyed by Jira's numeric issue id. */
public sealed interface IssueEvent extends Event permits IssueUpserted, IssueMoved, IssueDeleted {

  /** The issue as it is at this revision. */
  IssueState issue();

  @Override
  default String aggregateId() {
    return Long.toString(issue().id());
  }
}
