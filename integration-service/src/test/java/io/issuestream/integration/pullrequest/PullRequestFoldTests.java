package io.issuestream.integration.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.PullRequestCommits.MatchingPush;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullRequestFoldTests {

  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");

  private static PullRequestSeen seen(String type, byte[] payload) {
    try {
      return (PullRequestSeen) GithubDeliveryReader.read(type, payload, NOW);
    } catch (UnreadableDelivery failure) {
      throw new AssertionError(failure);
    }
  }

  private static PullRequestSeen open(String title, String at) {
    return seen("pull_request", Payloads.open(57, title, at));
  }

  private static PullRequestSeen merged(String title, String at) {
    return seen("pull_request", Payloads.merged(57, title, at));
  }

  @Test
  void neverGoesBackToSomethingOlder() {
    PullRequestState newer = PullRequestFold.fold(null, merged("new", "2026-03-03T16:30:00Z"), "a");
    var older = open("old", "2026-03-03T16:29:59Z");
    assertThat(PullRequestFold.accepts(newer, older)).isFalse();
    assertThat(PullRequestFold.fold(newer, older, "a")).isEqualTo(newer);
  }

  @Test
  void withinOneSecondAMergeIsTheLater() {
    var merge = merged("new", "2026-03-03T16:30:00Z");
    var label = open("new", "2026-03-03T16:30:00Z");
    PullRequestState one = PullRequestFold.fold(PullRequestFold.fold(null, merge, "a"), label, "a");
    PullRequestState other =
        PullRequestFold.fold(PullRequestFold.fold(null, label, "a"), merge, "a");
    assertThat(one).isEqualTo(other);
    assertThat(one.state()).isEqualTo(PullRequestPhase.MERGED);
  }

  @Test
  void keepsTheEarliestReviewWhicheverComesFirst() {
    PullRequestState merged = PullRequestFold.fold(null, merged("t", "2026-03-03T16:30:00Z"), "a");
    var late =
        seen("pull_request_review", Payloads.review(57, "tern", "User", "2026-03-01T10:00:00Z"));
    var early =
        seen("pull_request_review", Payloads.review(57, "rook", "User", "2026-02-27T10:00:00Z"));
    PullRequestState state =
        PullRequestFold.fold(PullRequestFold.fold(merged, late, "a"), early, "a");
    assertThat(state.firstReviewAt()).isEqualTo("2026-02-27T10:00:00Z");
    assertThat(state.state()).isEqualTo(PullRequestPhase.MERGED);
  }

  @Test
  void keepsTheSizesThatReviewsLeaveOut() {
    PullRequestState state = PullRequestFold.fold(null, open("t", "2026-02-26T12:00:00Z"), "a");
    var review =
        seen("pull_request_review", Payloads.review(57, "tern", "User", "2026-02-27T10:00:00Z"));
    assertThat(PullRequestFold.fold(state, review, "a").additions()).isEqualTo(84);
  }

  @Test
  void takesAllOfTheMergesPushAndOnlyWhatIsNewOfTheBranchs() {
    var branch = push("refs/heads/fix", "h1", 10, commit("c1", true), commit("main1", false));
    var merge = push("refs/heads/main", "m1", 20, commit("c1", false), commit("m1", true));
    assertThat(shas(List.of(merge, branch), "m1")).containsExactly("c1", "m1");
    assertThat(shas(List.of(branch), null)).containsExactly("c1");
    assertThat(shas(List.of(merge), "m1")).containsExactly("c1", "m1");
  }

  @Test
  void boundsHowMuchIsKept() {
    PushedCommit[] many =
        IntStream.range(0, 400)
            .mapToObj(i -> new PushedCommit("c" + i, "x".repeat(2000), null, true))
            .toArray(PushedCommit[]::new);
    List<PullRequestCommit> kept =
        PullRequestCommits.of(List.of(push("refs/heads/fix", "h", 1, many)), null, "main");
    assertThat(kept).hasSize(PullRequestCommits.MOST_BYTES / 2000);
    assertThat(kept.getLast().sha()).isEqualTo("c399");
  }

  private static List<String> shas(List<MatchingPush> pushes, @Nullable String mergeCommit) {
    return PullRequestCommits.of(pushes, mergeCommit, "main").stream()
        .map(PullRequestCommit::sha)
        .toList();
  }

  private static MatchingPush push(String ref, String after, long at, PushedCommit... commits) {
    return new MatchingPush(ref, after, Instant.ofEpochSecond(at), List.of(commits));
  }

  private static PushedCommit commit(String sha, boolean distinct) {
    return new PushedCommit(sha, "message of " + sha, null, distinct);
  }
}
