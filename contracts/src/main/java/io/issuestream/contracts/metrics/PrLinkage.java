package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a repository's pull requests relate to known issues.
 *
 * @param repository {@code owner/repository}
 * @param asOf the moment the figures hold for
 * @param definitionVersion version of the definitions below; a change of them raises it
 * @param pullRequests all that are known
 * @param linkedPullRequests those that name a known issue
 * @param linkRate linked ÷ pull requests, 0 to 1; null without any
 * @param bySource linked pull requests by where the key stands (title, branch, body, commits); one
 *     may count in several
 * @param unknownKeys distinct keys named that belong to no known issue
 * @param linked times of those that name a known issue
 * @param unlinked times of the others
 * @param issues distinct known issues named
 * @param pullRequestsPerIssue mean number of pull requests naming an issue; null without any
 * @param doneWithoutPullRequest done issues of the linked projects that no pull request names
 */
public record PrLinkage(
    String repository,
    Instant asOf,
    @Range(min = 1) int definitionVersion,
    @Range(min = 0) long pullRequests,
    @Range(min = 0) long linkedPullRequests,
    @Range(min = 0, max = 1) @Nullable BigDecimal linkRate,
    Map<String, Long> bySource,
    @Range(min = 0) long unknownKeys,
    LinkageGroup linked,
    LinkageGroup unlinked,
    @Range(min = 0) long issues,
    @Range(min = 0) @Nullable BigDecimal pullRequestsPerIssue,
    @Range(min = 0) long doneWithoutPullRequest) {

  public PrLinkage {
    Checks.text(repository, "repository");
    requireNonNull(asOf, "asOf");
    Checks.atLeast(1, definitionVersion, "definitionVersion");
    Checks.atLeast(0, pullRequests, "pullRequests");
    Checks.atLeast(0, linkedPullRequests, "linkedPullRequests");
    Checks.share(linkRate, "linkRate");
    bySource = Checks.map(bySource);
    Checks.atLeast(0, unknownKeys, "unknownKeys");
    requireNonNull(linked, "linked");
    requireNonNull(unlinked, "unlinked");
    Checks.atLeast(0, issues, "issues");
    Checks.atLeast(0, pullRequestsPerIssue, "pullRequestsPerIssue");
    Checks.atLeast(0, doneWithoutPullRequest, "doneWithoutPullRequest");
  }
}
