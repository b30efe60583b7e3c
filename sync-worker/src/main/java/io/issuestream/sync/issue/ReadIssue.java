package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import io.issuestream.jira.IssueDocument;
import java.util.UUID;

/**
 * An issue read from Jira, ready to be stored.
 *
 * @param state what would be published of it if it was never stored before
 * @param hash of that state
 * @param raw everything Jira said about it, compressed
 * @param rawSize bytes of that before compression
 */
public record ReadIssue(IssueState state, UUID hash, byte[] raw, int rawSize) {

  ReadIssue with(IssueState other) {
    return new ReadIssue(other, ContentHash.of(other), raw, rawSize);
  }

  ReadIssue with(IssueDocument document) {
    return new ReadIssue(state, hash, RawIssue.compress(document.json()), document.size());
  }
}
