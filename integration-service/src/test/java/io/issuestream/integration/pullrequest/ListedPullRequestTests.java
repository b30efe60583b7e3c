package io.issuestream.integration.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListedPullRequestTests {

  private static final String LISTED =
      """
      {"number": 7, "state": "closed", "title": "Count edges", "user": {"login": "wren"},
       "created_at": "2026-02-26T10:00:00Z", "updated_at": "2026-03-03T16:30:00Z",
       "closed_at": "2026-03-03T16:30:00Z", "merged_at": "2026-03-03T16:30:00Z",
       "merge_commit_sha": "bbbbbbb1", "head": {"ref": "fix", "sha": "aaaaaaa1"},
       "base": {"ref": "main", "repo": {"full_name": "kestrel/rover"}}}
      """;

  private final ListedPullRequest listed = ListedPullRequest.read(tree(LISTED)).orElseThrow();

  @Test
  void readsWhatListsTell() {
    assertThat(listed.repository()).isEqualTo("kestrel/rover");
    assertThat(listed.number()).isEqualTo(7);
    assertThat(listed.updatedAt()).isEqualTo("2026-03-03T16:30:00Z");
    assertThat(listed.seen().mergeCommitSha()).isEqualTo("bbbbbbb1");
    assertThat(listed.seen().refs()).containsExactlyInAnyOrder("aaaaaaa1", "bbbbbbb1");
    assertThat(listed.seen().additions()).isNull();
  }

  @Test
  void takesTheFirstReviewBySomebodyElseWhoIsNoBot() {
    ListedPullRequest reviewed =
        listed.withReviews(
            List.of(
                review("wren", "User", "\"2026-02-26T11:00:00Z\""),
                review("checks", "Bot", "\"2026-02-26T11:30:00Z\""),
                review("tern", "User", "null"),
                review("tern", "User", "\"2026-02-27T09:00:00Z\""),
                review("tern", "User", "\"2026-02-26T15:00:00Z\"")));
    assertThat(reviewed.reviewed()).isTrue();
    assertThat(reviewed.seen().reviewedAt()).isEqualTo("2026-02-26T15:00:00Z");
    assertThat(listed.withReviews(List.of(review("wren", "User", "null"))).reviewed()).isFalse();
  }

  @Test
  void takesCommitsForAPushOfTheHead() {
    ListedPullRequest with =
        listed.withCommits(
            List.of(
                commit("ccccccc1", "ROVER-112 first", "2026-02-26T09:00:00Z"),
                commit("aaaaaaa1", "second", "2026-02-26T09:30:00Z")));
    assertThat(with.pushed())
        .singleElement()
        .satisfies(pushed -> {
          assertThat(pushed.ref()).isEqualTo("refs/pull/7/head");
          assertThat(pushed.after()).isEqualTo("aaaaaaa1");
          assertThat(pushed.pushedAt()).isEqualTo(Instant.parse("2026-02-26T09:30:00Z"));
          assertThat(pushed.commits())
              .extracting(PushedCommit::message)
              .containsExactly("ROVER-112 first", "second");
        });
    assertThat(listed.withCommits(List.of()).pushed()).isEmpty();
  }

  @Test
  void leavesOutWhatLacksWhatItMustHave() {
    assertThat(ListedPullRequest.read(tree("{\"number\": 7}"))).isEmpty();
    assertThat(ListedPullRequest.read(tree(LISTED.replace("full_name", "name")))).isEmpty();
  }

  private static JsonNode review(String login, String type, String submittedAt) {
    return tree(
        "{\"user\": {\"login\": \"%s\", \"type\": \"%s\"}, \"submitted_at\": %s}"
            .formatted(login, type, submittedAt));
  }

  private static JsonNode commit(String sha, String message, String at) {
    return tree(
        "{\"sha\": \"%s\", \"commit\": {\"message\": \"%s\", \"author\": {\"date\": \"%s\"}}}"
            .formatted(sha, message, at));
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
