package io.issuestream.insights.pullrequest;

import io.issuestream.insights.key.KeySource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pull request with the issues it names.
 *
 * @param id {@code owner/repository#number}
 * @param state open, closed or merged
 * @param linked whether it names a known issue
 * @param issues the known issues it names
 * @param unknownKeys keys of tracked projects that it names and that belong to no known issue
 */
record PullRequestView(
    String id,
    String repository,
    int number,
    @Nullable String title,
    @Nullable String branch,
    @Nullable String baseBranch,
    String state,
    boolean draft,
    @Nullable String authorId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant firstReviewAt,
    @Nullable Instant mergedAt,
    @Nullable Instant closedAt,
    @Nullable Integer additions,
    @Nullable Integer deletions,
    @Nullable Integer changedFiles,
    boolean linked,
    List<NamedIssue> issues,
    List<String> unknownKeys) {

  /**
   * A known issue.
   *
   * @param key its key now
   * @param namedAs the key that is named, if it is a former one
   * @param sources where
   * @param deleted whether it is gone from Jira
   */
  record NamedIssue(
      String key, @Nullable String namedAs, Set<KeySource> sources, boolean deleted) {}
}
