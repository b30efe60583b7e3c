package io.issuestream.integration.pullrequest;

import io.issuestream.integration.pullrequest.GithubFact.Irrelevant;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads pushes. Pure. */
final class PushReader {

  static final int MOST_MESSAGE = 4 * 1024;

  private static final int MOST_NAME = 1024;
  private static final String BRANCHES = "refs/heads/";

  private PushReader() {}

  static GithubFact read(JsonNode root, Instant receivedAt) throws UnreadableDelivery {
    String repository = GithubDeliveryReader.repository(root);
    String ref = GithubJson.text(root, "/ref", MOST_NAME);
    if (ref == null) {
      throw new UnreadableDelivery("It has no ref.");
    }
    String after = GithubJson.sha(root, "/after");
    List<PushedCommit> commits = commits(root.path("commits"));
    if (!ref.startsWith(BRANCHES) || after == null || commits.isEmpty()) {
      return new Irrelevant("The push brought no commits to a branch.");
    }
    return new Pushed(repository, ref, after, pushedAt(root, receivedAt), commits);
  }

  private static Instant pushedAt(JsonNode root, Instant receivedAt) {
    Instant pushed = GithubJson.moment(root, "/repository/pushed_at");
    Instant head = GithubJson.moment(root, "/head_commit/timestamp");
    if (pushed != null) {
      return pushed;
    }
    return head == null ? receivedAt : head;
  }

  /** Commits as listed, which is oldest first; of very many the newest. */
  private static List<PushedCommit> commits(JsonNode listed) {
    var commits = new ArrayList<PushedCommit>();
    int from = Math.max(0, listed.size() - PullRequestCommits.MOST);
    for (int i = from; i < listed.size(); i++) {
      JsonNode commit = listed.get(i);
      String sha = GithubJson.sha(commit, "/id");
      if (sha != null) {
        commits.add(
            new PushedCommit(
                sha,
                orEmpty(GithubJson.text(commit, "/message", MOST_MESSAGE)),
                GithubJson.moment(commit, "/timestamp"),
                GithubJson.flag(commit, "/distinct", true)));
      }
    }
    return commits;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
