package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueUpserted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a read of an issue means for the store. Jira's {@code updated} decides whether the
 * read is accepted; at the same moment a read by id outranks a search, and then the lease epoch
 * under which it was read decides. The content decides whether anything is published.
 */
sealed interface Acceptance {

  /** To be written and published. */
  record Changed(ReadIssue issue, IssueEvent event, boolean created) implements Acceptance {}

  /** Stored so already. */
  record Unchanged() implements Acceptance {}

  /** Older than what is stored. */
  record Stale() implements Acceptance {}

  /**
   * Found by a search in another state than the one that was read by id, both as of the same
   * moment: the index may lag behind, or the issue changed once more within the moment. Reading it
   * by id tells.
   */
  record Disputed() implements Acceptance {}

  static Acceptance of(
      String teamId, @Nullable StoredIssue stored, ReadIssue read, long epoch, int rank) {
    if (stored == null) {
      return new Changed(read, new IssueUpserted(teamId, 1, read.state()), true);
    }
    int time = read.state().updated().compareTo(stored.updated());
    if (time < 0) {
      return new Stale();
    }
    ReadIssue merged = withFormerKeys(read, stored);
    if (merged.hash().equals(stored.hash())) {
      return new Unchanged();
    }
    if (time == 0 && rank < stored.readRank()) {
      return new Disputed();
    }
    if (time == 0 && epoch < stored.readEpoch()) {
      return new Stale();
    }
    IssueState state = merged.state();
    long revision = stored.revision() + 1;
    IssueEvent event =
        state.key().equals(stored.key())
            ? new IssueUpserted(teamId, revision, state)
            : new IssueMoved(teamId, revision, state);
    return new Changed(merged, event, false);
  }

  /** A history may be cut short, so keys once seen are kept. */
  private static ReadIssue withFormerKeys(ReadIssue read, StoredIssue stored) {
    Set<String> keys = new LinkedHashSet<>(stored.formerKeys());
    keys.addAll(read.state().formerKeys());
    keys.add(stored.key());
    keys.remove(read.state().key());
    return List.copyOf(keys).equals(read.state().formerKeys())
        ? read
        : read.with(FormerKeys.of(read.state(), List.copyOf(keys)));
  }
}
