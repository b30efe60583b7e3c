package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a delivery into a pull request's state. Deliveries come in no order: GitHub's own {@code
 * updated_at} decides what is newer. Pure.
 */
final class PullRequestFold {

  private PullRequestFold() {}

  /**
   * Whether what was seen is at least as new as what is held. Times have whole seconds: of two
   * within one, a merge is the later, because nothing follows it that would undo it.
   */
  static boolean accepts(@Nullable PullRequestState held, PullRequestSeen seen) {
    if (held == null || seen.updatedAt().isAfter(held.updatedAt())) {
      return true;
    }
    boolean undoesMerge =
        held.state() == PullRequestPhase.MERGED && seen.phase() != PullRequestPhase.MERGED;
    return seen.updatedAt().equals(held.updatedAt()) && !undoesMerge;
  }

  /** The state after a delivery; an older one brings at most an earlier review. */
  static PullRequestState fold(
      @Nullable PullRequestState held, PullRequestSeen seen, @Nullable String authorId) {
    if (held == null) {
      return state(seen, authorId, seen.reviewedAt(), null, List.of());
    }
    Instant reviewed = earlier(held.firstReviewAt(), seen.reviewedAt());
    return accepts(held, seen)
        ? state(seen, authorId, reviewed, held, held.commits())
        : with(held, reviewed, held.commits());
  }

  /** The same state with other commits. */
  static PullRequestState with(PullRequestState state, List<PullRequestCommit> commits) {
    return with(state, state.firstReviewAt(), commits);
  }

  /** Deliveries of reviews leave the sizes out; what is known of them stays. */
  private static PullRequestState state(
      PullRequestSeen seen,
      @Nullable String authorId,
      @Nullable Instant firstReviewAt,
      @Nullable PullRequestState held,
      List<PullRequestCommit> commits) {
    return new PullRequestState(
        seen.repository() + "#" + seen.number(),
        seen.repository(),
        seen.number(),
        seen.title(),
        seen.body(),
        seen.branch(),
        seen.baseBranch(),
        seen.phase(),
        seen.draft(),
        authorId,
        seen.createdAt(),
        seen.updatedAt(),
        firstReviewAt,
        seen.mergedAt(),
        seen.closedAt(),
        known(seen.additions(), held == null ? null : held.additions()),
        known(seen.deletions(), held == null ? null : held.deletions()),
        known(seen.changedFiles(), held == null ? null : held.changedFiles()),
        seen.headSha(),
        seen.mergeCommitSha(),
        commits);
  }

  private static PullRequestState with(
      PullRequestState state, @Nullable Instant firstReviewAt, List<PullRequestCommit> commits) {
    return new PullRequestState(
        state.id(),
        state.repository(),
        state.number(),
        state.title(),
        state.body(),
        state.branch(),
        state.baseBranch(),
        state.state(),
        state.draft(),
        state.authorId(),
        state.createdAt(),
        state.updatedAt(),
        firstReviewAt,
        state.mergedAt(),
        state.closedAt(),
        state.additions(),
        state.deletions(),
        state.changedFiles(),
        state.headSha(),
        state.mergeCommitSha(),
        commits);
  }

  private static @Nullable Integer known(@Nullable Integer now, @Nullable Integer before) {
    return now == null ? before : now;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
