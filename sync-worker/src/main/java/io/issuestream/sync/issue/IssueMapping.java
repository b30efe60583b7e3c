package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.JiraIssue;

/** Makes read issues ready for the store; the part of the work that needs no database. */
public final class IssueMapping {

  private IssueMapping() {}

  /**
   * Maps, hashes and compresses.
   *
   * @throws IllegalArgumentException in words, if the issue cannot be published
   */
  public static ReadIssue ready(IssueStates states, JiraIssue issue, IssueDocument document) {
    IssueState state = states.of(issue, issue.formerKeys());
    return new ReadIssue(
        state, ContentHash.of(state), RawIssue.compress(document.json()), document.size());
  }
}
