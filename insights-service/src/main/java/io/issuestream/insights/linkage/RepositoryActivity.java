package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lately went on in a repository, as the rules for insights need it. "Lately" is counted back
 * from the newest pull request, so that the figures are the same whenever they are computed.
 *
 * @param repository {@code owner/repository}
 * @param newest when the newest pull request was merged or opened
 * @param recent pull requests of the last {@link #RECENT}, or the newest {@link #FEWEST} where
 *     those are more
 * @param recentUnlinked those of them that name no known issue
 * @param recentUnlinkedIds of those the newest, at most {@link #MAX_NAMED}
 * @param openCount pull requests neither merged nor closed
 * @param open of those the oldest, at most {@link #MAX_NAMED}
 * @param unknownKeys keys of tracked projects that belong to no known issue, at most {@link
 *     #MAX_NAMED}
 * @param recentCycle hours from created to merged of those merged in the last {@link #CYCLE_WINDOW}
 * @param earlierCycle the same of the {@link #EARLIER_WINDOW} before that
 */
public record RepositoryActivity(
    String repository,
    Instant newest,
    long recent,
    long recentUnlinked,
    List<String> recentUnlinkedIds,
    long openCount,
    List<OpenPullRequest> open,
    List<String> unknownKeys,
    Percentiles recentCycle,
    Percentiles earlierCycle) {

  public static final Duration RECENT = Duration.ofDays(90);
  public static final Duration CYCLE_WINDOW = Duration.ofDays(28);
  public static final Duration EARLIER_WINDOW = Duration.ofDays(84);

  /** So many are looked at even in a quiet repository. */
  public static final int FEWEST = 20;

  /** The most pull requests or keys that are named one by one. */
  public static final int MAX_NAMED = 50;

  /** One that waits. */
  public record OpenPullRequest(String id, Instant createdAt) {}

  static RepositoryActivity of(String repository, Collection<LinkedPullRequest> pullRequests) {
    Instant newest =
        pullRequests.stream()
            .map(LinkedPullRequest::countedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow(
                () -> new IllegalArgumentException("A repository is known by its pull requests"));
    Instant cycleFrom = newest.minus(CYCLE_WINDOW);
    List<LinkedPullRequest> recent = recent(pullRequests, newest.minus(RECENT));
    List<LinkedPullRequest> unlinked = recent.stream().filter(one -> !one.linked()).toList();
    List<LinkedPullRequest> open =
        pullRequests.stream()
            .filter(LinkedPullRequest::open)
            .sorted(
                Comparator.comparing(LinkedPullRequest::createdAt)
                    .thenComparing(LinkedPullRequest::id))
            .toList();
    return new RepositoryActivity(
        repository,
        newest,
        recent.size(),
        unlinked.size(),
        unlinked.stream().limit(MAX_NAMED).map(LinkedPullRequest::id).toList(),
        open.size(),
        open.stream()
            .limit(MAX_NAMED)
            .map(one -> new OpenPullRequest(one.id(), one.createdAt()))
            .toList(),
        LinkFigures.unknownKeys(pullRequests).stream().limit(MAX_NAMED).toList(),
        cycle(pullRequests, cycleFrom, newest),
        cycle(pullRequests, cycleFrom.minus(EARLIER_WINDOW), cycleFrom));
  }

  /** The newest first. */
  private static List<LinkedPullRequest> recent(
      Collection<LinkedPullRequest> pullRequests, Instant after) {
    List<LinkedPullRequest> newestFirst =
        pullRequests.stream()
            .sorted(
                Comparator.comparing(LinkedPullRequest::countedAt)
                    .reversed()
                    .thenComparing(LinkedPullRequest::id))
            .toList();
    long within = newestFirst.stream().filter(one -> one.countedAt().isAfter(after)).count();
    return newestFirst.stream().limit(Math.max(within, FEWEST)).toList();
  }

  private static Percentiles cycle(
      Collection<LinkedPullRequest> pullRequests, Instant after, Instant upTo) {
    Stream<LinkedPullRequest> merged =
        pullRequests.stream()
            .filter(one -> one.mergedAt() != null)
            .filter(one -> one.countedAt().isAfter(after) && !one.countedAt().isAfter(upTo));
    return Hours.percentiles(merged.map(LinkedPullRequest::cycleHours));
  }
}
