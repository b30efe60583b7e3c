package io.issuestream.integration.pullrequest;

import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pull request that GitHub was asked for, with its reviews and commits as far as they are read.
 */
public final class ListedPullRequest {

  private final PullRequestSeen seen;
  private final @Nullable Instant reviewedAt;
  private final @Nullable Pushed commits;

  private ListedPullRequest(
      PullRequestSeen seen, @Nullable Instant reviewedAt, @Nullable Pushed commits) {
    this.seen = seen;
    this.reviewedAt = reviewedAt;
    this.commits = commits;
  }

  /** Reads one of a list; empty where it lacks what it must have. */
  public static Optional<ListedPullRequest> read(JsonNode listed) {
    try {
      return Optional.of(new ListedPullRequest(GithubDeliveryReader.listed(listed), null, null));
    } catch (UnreadableDelivery unreadable) {
      return Optional.empty();
    }
  }

  /** Owner and name of its repository, as they are now. */
  public String repository() {
    return seen.repository();
  }

  /** Counts within the repository. */
  public int number() {
    return seen.number();
  }

  /** When it last changed, reviews and commits included. */
  public Instant updatedAt() {
    return seen.updatedAt();
  }

  /** Its head commit; null where GitHub does not say. */
  public @Nullable String headSha() {
    return seen.headSha();
  }

  /** The same with the first of these reviews that counts; the same where none does. */
  public ListedPullRequest withReviews(List<JsonNode> reviews) {
    Instant first =
        reviews.stream()
            .map(review -> GithubDeliveryReader.reviewedAt(review, seen.author()))
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    return first == null ? this : new ListedPullRequest(seen, first, commits);
  }

  /** Whether a review that counts is among those read. */
  public boolean reviewed() {
    return reviewedAt != null;
  }

  /**
   * The same with its commits, oldest first. They count as what was pushed to the reference that
   * GitHub keeps of every pull request's head.
   */
  public ListedPullRequest withCommits(List<JsonNode> listed) {
    var read = new ArrayList<PushedCommit>();
    for (JsonNode commit : listed) {
      String sha = GithubJson.sha(commit, "/sha");
      String message = GithubJson.text(commit, "/commit/message", PushReader.MOST_MESSAGE);
      if (sha != null) {
        Instant authoredAt = GithubJson.moment(commit, "/commit/author/date");
        read.add(new PushedCommit(sha, message == null ? "" : message, authoredAt, true));
      }
    }
    String head = seen.headSha();
    if (head == null || read.isEmpty()) {
      return this;
    }
    Instant last = read.getLast().authoredAt();
    var pushed =
        new Pushed(
            seen.repository(),
            "refs/pull/" + seen.number() + "/head",
            head,
            last == null ? seen.updatedAt() : last,
            read);
    return new ListedPullRequest(seen, reviewedAt, pushed);
  }

  PullRequestSeen seen() {
    return reviewedAt == null ? seen : seen.reviewed(reviewedAt);
  }

  Stream<Pushed> pushed() {
    return Stream.ofNullable(commits);
  }
}
