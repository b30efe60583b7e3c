package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestPhase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a delivery, or an answer of GitHub's, says, as far as it concerns pull requests. */
sealed interface GithubFact {

  /**
   * A pull request as it was when the delivery or answer was made.
   *
   * @param refs commits that a push to or of it may end at
   * @param reviewedAt when somebody other than its author, and no bot, reviewed; null where the
   *     delivery tells of no review
   */
  record PullRequestSeen(
      String repository,
      int number,
      @Nullable String title,
      @Nullable String body,
      @Nullable String branch,
      @Nullable String baseBranch,
      PullRequestPhase phase,
      boolean draft,
      @Nullable String author,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant mergedAt,
      @Nullable Instant closedAt,
      @Nullable Integer additions,
      @Nullable Integer deletions,
      @Nullable Integer changedFiles,
      @Nullable String headSha,
      @Nullable String mergeCommitSha,
      Set<String> refs,
      @Nullable Instant reviewedAt)
      implements GithubFact {

    /** The same with a review. */
    PullRequestSeen reviewed(Instant at) {
      return new PullRequestSeen(
          repository,
          number,
          title,
          body,
          branch,
          baseBranch,
          phase,
          draft,
          author,
          createdAt,
          updatedAt,
          mergedAt,
          closedAt,
          additions,
          deletions,
          changedFiles,
          headSha,
          mergeCommitSha,
          refs,
          at);
    }
  }

  /**
   * Commits came to a branch.
   *
   * @param ref full name, such as {@code refs/heads/main}
   * @param after the commit the branch then ended at
   */
  record Pushed(
      String repository, String ref, String after, Instant pushedAt, List<PushedCommit> commits)
      implements GithubFact {}

  /** Nothing about pull requests. */
  record Irrelevant(String reason) implements GithubFact {}
}
