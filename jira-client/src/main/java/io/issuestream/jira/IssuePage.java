package io.issuestream.jira;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param issues raw issues in Jira's order
 * @param next where the next page starts; null when this is the last one
 * @param total number of issues found, which only Data Center tells
 * @param bytes size of the answer, unpacked
 * @param serverTime Jira's clock when it answered, in whole seconds; null when it sent none
 */
public record IssuePage(
    List<IssueDocument> issues,
    @Nullable SearchCursor next,
    OptionalLong total,
    int bytes,
    @Nullable Instant serverTime) {

  /** Keeps the list from changing. */
  public IssuePage {
    issues = List.copyOf(issues);
  }
}
