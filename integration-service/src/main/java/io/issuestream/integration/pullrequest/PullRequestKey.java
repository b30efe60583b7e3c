package io.issuestream.integration.pullrequest;

import java.util.Comparator;

/** Names a pull request of a team; ordered, so that everyone locks in the same order. */
record PullRequestKey(String teamId, String repository, int number)
    implements Comparable<PullRequestKey> {

  private static final Comparator<PullRequestKey> ORDER =
      Comparator.comparing(PullRequestKey::teamId)
          .thenComparing(PullRequestKey::repository)
          .thenComparingInt(PullRequestKey::number);

  @Override
  public int compareTo(PullRequestKey other) {
    return ORDER.compare(this, other);
  }
}
