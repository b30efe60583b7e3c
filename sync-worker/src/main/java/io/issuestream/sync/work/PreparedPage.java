package io.issuestream.sync.work;

import io.issuestream.sync.issue.FailedIssue;
import io.issuestream.sync.issue.ReadIssue;
import io.issuestream.sync.issue.StoreOutcome;
import io.issuestream.sync.run.Checkpoint;
import io.issuestream.sync.run.RunCounts;
import io.issuestream.sync.run.WindowMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page whose issues are ready to be stored.
 *
 * @param failures those that are not, with the reason
 * @param mark how far its window is read with it; null for a page outside the walk
 * @param serverTime Jira's clock when it answered; null for a page outside the walk
 */
record PreparedPage(
    List<ReadIssue> issues,
    List<FailedIssue> failures,
    @Nullable WindowMark mark,
    @Nullable Instant serverTime) {

  PreparedPage {
    issues = List.copyOf(issues);
    failures = List.copyOf(failures);
  }

  /** The same page with more failures. */
  PreparedPage with(List<FailedIssue> more) {
    return more.isEmpty()
        ? this
        : new PreparedPage(
            issues, Stream.concat(failures.stream(), more.stream()).toList(), mark, serverTime);
  }

  Checkpoint checkpoint(StoreOutcome outcome, long apiCalls) {
    Instant highest =
        issues.stream().map(issue -> issue.state().updated()).max(Instant::compareTo).orElse(null);
    return new Checkpoint(
        mark,
        highest,
        serverTime,
        new RunCounts(outcome.created(), outcome.updated(), outcome.unchanged(), failures.size()),
        apiCalls);
  }

  /** Two pages in the place of this one; only the second completes it. */
  List<PreparedPage> halves() {
    int half = issues.size() / 2;
    return List.of(
        new PreparedPage(issues.subList(0, half), List.of(), null, serverTime),
        new PreparedPage(issues.subList(half, issues.size()), failures, mark, serverTime));
  }

  /** The same page with its one issue given up. */
  PreparedPage givenUp(String reason) {
    var all = new ArrayList<>(failures);
    issues.forEach(
        issue -> all.add(new FailedIssue(issue.state().id(), issue.state().key(), reason)));
    return new PreparedPage(List.of(), all, mark, serverTime);
  }
}
