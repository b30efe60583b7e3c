package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.LinkageGroup;
import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.insights.key.KeySource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of {@link PrLinkage}, from the pull requests of one repository. */
final class LinkFigures {

  /** Raised when a definition of {@link PrLinkage} changes. */
  static final int DEFINITION_VERSION = 1;

  private LinkFigures() {}

  /**
   * All figures.
   *
   * @param pullRequests of the repository; at least one
   * @param doneWithoutPullRequest done issues of {@link #projects} that no pull request of the team
   *     names
   */
  static PrLinkage of(
      String repository, Collection<LinkedPullRequest> pullRequests, long doneWithoutPullRequest) {
    List<LinkedPullRequest> linked =
        pullRequests.stream().filter(LinkedPullRequest::linked).toList();
    List<LinkedPullRequest> unlinked = pullRequests.stream().filter(one -> !one.linked()).toList();
    Map<Long, Long> perIssue = perIssue(linked);
    return new PrLinkage(
        repository,
        newest(pullRequests),
        DEFINITION_VERSION,
        pullRequests.size(),
        linked.size(),
        rate(linked.size(), pullRequests.size()),
        bySource(linked),
        unknownKeys(pullRequests).size(),
        group(linked),
        group(unlinked),
        perIssue.size(),
        mean(perIssue.values()),
        doneWithoutPullRequest);
  }

  /** Keys of the projects whose issues the pull requests name. */
  static Set<String> projects(Collection<LinkedPullRequest> pullRequests) {
    return pullRequests.stream()
        .flatMap(one -> one.keys().stream())
        .map(ResolvedKey::projectKey)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Keys of tracked projects that belong to no known issue. */
  static Set<String> unknownKeys(Collection<LinkedPullRequest> pullRequests) {
    return pullRequests.stream()
        .flatMap(one -> one.keys().stream())
        .filter(ResolvedKey::unknown)
        .map(ResolvedKey::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static LinkageGroup group(Collection<LinkedPullRequest> pullRequests) {
    return new LinkageGroup(
        pullRequests.size(),
        Hours.percentiles(pullRequests.stream().map(LinkedPullRequest::cycleHours)),
        Hours.percentiles(pullRequests.stream().map(LinkedPullRequest::reviewHours)));
  }

  /** A share to four digits; null of nothing. */
  static @Nullable BigDecimal rate(long part, long whole) {
    return whole == 0 ? null : Hours.rounded((double) part / whole, 4);
  }

  private static Instant newest(Collection<LinkedPullRequest> pullRequests) {
    return pullRequests.stream()
        .map(LinkedPullRequest::updatedAt)
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () -> new IllegalArgumentException("A repository is known by its pull requests"));
  }

  private static Map<String, Long> bySource(List<LinkedPullRequest> linked) {
    var counts = new TreeMap<String, Long>();
    for (KeySource source : KeySource.values()) {
      counts.put(source.toString(), linked.stream().filter(one -> names(one, source)).count());
    }
    return counts;
  }

  private static boolean names(LinkedPullRequest one, KeySource source) {
    return one.keys().stream()
        .anyMatch(key -> key.known() && KeySource.of(key.sources()).contains(source));
  }

  private static Map<Long, Long> perIssue(List<LinkedPullRequest> linked) {
    return linked.stream()
        .flatMap(one ->
            one.keys().stream().map(ResolvedKey::issueId).filter(Objects::nonNull).distinct())
        .collect(Collectors.groupingBy(issue -> issue, Collectors.counting()));
  }

  private static @Nullable BigDecimal mean(Collection<Long> counts) {
    return counts.isEmpty()
        ? null
        : Hours.rounded(
            counts.stream().mapToLong(Long::longValue).sum() / (double) counts.size(), 2);
  }
}
