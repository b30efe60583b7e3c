package io.issuestream.contracts.code;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request's complete published state.
 *
 * @param id {@code owner/repository#number}
 * @param repository {@code owner/repository}
 * @param number counts within the repository, from 1
 * @param title null where the source does not say
 * @param branch the head branch; null where the source does not say
 * @param authorId random, team-scoped; null where unknown
 * @param body the description, cut at 64 KiB; null without one
 * @param baseBranch the branch it is to be merged into; null where the source does not say
 * @param firstReviewAt when somebody other than the author first reviewed; null where not known
 * @param mergedAt null unless merged
 * @param closedAt when it was closed or merged; null while open
 * @param additions lines; null where not known
 * @param deletions lines; null where not known
 * @param changedFiles null where not known
 * @param headSha the head commit; null where not known
 * @param mergeCommitSha the commit that merged it; null unless merged and known
 * @param commits oldest first
 */
public record PullRequestState(
    String id,
    String repository,
    @Range(min = 1) int number,
    @Nullable String title,
    @Nullable String body,
    @Nullable String branch,
    @Nullable String baseBranch,
    PullRequestPhase state,
    boolean draft,
    @Nullable String authorId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant firstReviewAt,
    @Nullable Instant mergedAt,
    @Nullable Instant closedAt,
    @Range(min = 0) @Nullable Integer additions,
    @Range(min = 0) @Nullable Integer deletions,
    @Range(min = 0) @Nullable Integer changedFiles,
    @Nullable String headSha,
    @Nullable String mergeCommitSha,
    List<PullRequestCommit> commits) {

  public PullRequestState {
    Checks.text(id, "id");
    Checks.text(repository, "repository");
    Checks.atLeast(1, number, "number");
    requireNonNull(state, "state");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
    Checks.atLeast(0, additions, "additions");
    Checks.atLeast(0, deletions, "deletions");
    Checks.atLeast(0, changedFiles, "changedFiles");
    commits = Checks.list(commits);
  }
}
