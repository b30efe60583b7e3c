package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a pull request's commits together from pushes, because what GitHub delivers about a pull
 * request names none. Pure.
 */
final class PullRequestCommits {

  /** A pull request's commits, at most; the newest of more. */
  static final int MOST = 250;

  /** Bytes of all messages, at most: with the description an event stays below a megabyte. */
  static final int MOST_BYTES = 256 * 1024;

  private PullRequestCommits() {}

  /** A push that ended at one of a pull request's commits. */
  record MatchingPush(String ref, String after, Instant pushedAt, List<PushedCommit> commits) {}

  /**
   * The commits, oldest push first, each once.
   *
   * <p>The push of the merge brought the pull request's commits to the base branch, so all of it
   * counts. A push of the head branch may also bring what was merged into it from elsewhere: there
   * only commits count that were on no other branch.
   */
  static List<PullRequestCommit> of(
      List<MatchingPush> pushes, @Nullable String mergeCommitSha, @Nullable String baseBranch) {
    Map<String, PullRequestCommit> bySha = new LinkedHashMap<>();
    pushes.stream()
        .sorted(
            Comparator.comparing(MatchingPush::pushedAt)
                .thenComparing(MatchingPush::after)
                .thenComparing(MatchingPush::ref))
        .forEach(push -> {
          boolean merge =
              push.after().equals(mergeCommitSha) && push.ref().equals("refs/heads/" + baseBranch);
          for (PushedCommit commit : push.commits()) {
            if (merge || commit.distinct()) {
              bySha.putIfAbsent(
                  commit.sha(),
                  new PullRequestCommit(commit.sha(), commit.message(), commit.authoredAt()));
            }
          }
        });
    return newest(List.copyOf(bySha.values()));
  }

  private static List<PullRequestCommit> newest(List<PullRequestCommit> all) {
    var kept = new ArrayList<PullRequestCommit>();
    int bytes = 0;
    for (PullRequestCommit commit : all.reversed()) {
      bytes += GithubText.utf8Length(commit.message());
      if (kept.size() == MOST || bytes > MOST_BYTES) {
        break;
      }
      kept.add(commit);
    }
    return kept.reversed();
  }
}
