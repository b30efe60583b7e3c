package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.LinkageGroup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The linkage figures of one week, author or sprint.
 *
 * @param group the Monday of the ISO week, the author's reference, or the sprint's id
 * @param name the sprint's name; null otherwise
 * @param from the begin of the week or sprint; null for an author
 * @param to the end, exclusive; null for an author
 * @param pullRequests merged then, or opened then and not merged
 * @param mergedPullRequests those that are merged
 * @param linkRate linked ÷ pull requests, 0 to 1; null without any
 * @param doneIssues issues of the linked projects done then, to set against the throughput; null
 *     for an author
 */
record LinkageSlice(
    String group,
    @Nullable String name,
    @Nullable Instant from,
    @Nullable Instant to,
    long pullRequests,
    long mergedPullRequests,
    long linkedPullRequests,
    @Nullable BigDecimal linkRate,
    LinkageGroup linked,
    LinkageGroup unlinked,
    @Nullable Long doneIssues) {

  static LinkageSlice of(
      Period period, List<LinkedPullRequest> pullRequests, @Nullable Long doneIssues) {
    List<LinkedPullRequest> linked =
        pullRequests.stream().filter(LinkedPullRequest::linked).toList();
    List<LinkedPullRequest> unlinked = pullRequests.stream().filter(one -> !one.linked()).toList();
    return new LinkageSlice(
        period.group(),
        period.name(),
        period.from(),
        period.to(),
        pullRequests.size(),
        pullRequests.stream().filter(one -> one.mergedAt() != null).count(),
        linked.size(),
        LinkFigures.rate(linked.size(), pullRequests.size()),
        LinkFigures.group(linked),
        LinkFigures.group(unlinked),
        doneIssues);
  }

  /** What a slice is cut by. */
  record Period(String group, @Nullable String name, @Nullable Instant from, @Nullable Instant to) {

    boolean holds(Instant at) {
      return from != null && to != null && !at.isBefore(from) && at.isBefore(to);
    }
  }
}
