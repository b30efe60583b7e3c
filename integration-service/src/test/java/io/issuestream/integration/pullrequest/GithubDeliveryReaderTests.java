package io.issuestream.integration.pullrequest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.integration.pullrequest.GithubFact.Irrelevant;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GithubDeliveryReaderTests {

  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");

  private static GithubFact read(String type, byte[] payload) throws UnreadableDelivery {
    return GithubDeliveryReader.read(type, payload, NOW);
  }

  @Test
  void readsAnOpenPullRequest() throws UnreadableDelivery {
    var seen =
        (PullRequestSeen)
            read("pull_request", Payloads.open(57, "Count edges", "2026-02-27T09:00:00Z"));
    assertThat(seen.repository()).isEqualTo("kestrel/rover");
    assertThat(seen.number()).isEqualTo(57);
    assertThat(seen.phase()).isEqualTo(PullRequestPhase.OPEN);
    assertThat(seen.branch()).isEqualTo("fix/ROVER-112-encoder");
    assertThat(seen.additions()).isEqualTo(84);
    assertThat(seen.closedAt()).isNull();
    // What GitHub tried a merge with is no merge.
    assertThat(seen.mergeCommitSha()).isNull();
    assertThat(seen.refs()).containsExactly(Payloads.HEAD);
  }

  @Test
  void readsAMergedOne() throws UnreadableDelivery {
    var seen =
        (PullRequestSeen)
            read("pull_request", Payloads.merged(57, "Count edges", "2026-03-03T16:30:00Z"));
    assertThat(seen.phase()).isEqualTo(PullRequestPhase.MERGED);
    assertThat(seen.mergedAt()).isEqualTo("2026-03-03T16:30:00Z");
    assertThat(seen.refs()).containsExactly(Payloads.HEAD, Payloads.MERGE);
  }

  @Test
  void countsAReviewOnlyBySomebodyElseWhoIsNoBot() throws UnreadableDelivery {
    String at = "2026-02-26T15:30:00Z";
    assertThat(reviewedAt(Payloads.review(57, "tern", "User", at))).isEqualTo(at);
    assertThat(reviewedAt(Payloads.review(57, "WREN", "User", at))).isNull();
    assertThat(reviewedAt(Payloads.review(57, "checks[bot]", "Bot", at))).isNull();
  }

  private static @Nullable Instant reviewedAt(byte[] review) throws UnreadableDelivery {
    return ((PullRequestSeen) read("pull_request_review", review)).reviewedAt();
  }

  @Test
  void readsAPushToABranch() throws UnreadableDelivery {
    var pushed =
        (Pushed)
            read("push", Payloads.push("refs/heads/main", Payloads.MERGE, "ROVER-112 count", NOW));
    assertThat(pushed.after()).isEqualTo(Payloads.MERGE);
    assertThat(pushed.pushedAt()).isEqualTo(NOW);
    assertThat(pushed.commits())
        .extracting(PushedCommit::message)
        .containsExactly("ROVER-112 count", "from main");
    assertThat(pushed.commits().getFirst().authoredAt()).isEqualTo("2026-02-26T09:40:00Z");
  }

  @Test
  void makesNothingOfOtherDeliveries() throws UnreadableDelivery {
    byte[] any = "{\"zen\":\"Design for failure.\"}".getBytes(UTF_8);
    assertThat(read("ping", any)).isInstanceOf(Irrelevant.class);
    assertThat(read("workflow_run", any)).isInstanceOf(Irrelevant.class);
    assertThat(read("push", Payloads.push("refs/tags/v1", Payloads.MERGE, "x", NOW)))
        .isInstanceOf(Irrelevant.class);
    assertThat(read("push", Payloads.push("refs/heads/x", "0".repeat(40), "x", NOW)))
        .isInstanceOf(Irrelevant.class);
  }

  @Test
  void saysWhatADeliveryLacks() {
    for (String payload :
        new String[] {
          "{}", "{\"pull_request\":{\"number\":0}}", "{\"pull_request\":[]}", "[", ""
        }) {
      assertThatThrownBy(() -> read("pull_request", payload.getBytes(UTF_8)))
          .as(payload)
          .isInstanceOf(UnreadableDelivery.class);
    }
    assertThatThrownBy(() -> read("push", "{\"ref\":\"refs/heads/x\"}".getBytes(UTF_8)))
        .isInstanceOf(UnreadableDelivery.class)
        .hasMessageContaining("repository.full_name");
  }

  @Test
  void copesWithOddValues() throws UnreadableDelivery {
    byte[] odd =
        """
        {"pull_request":{"number":7,"title":"a\\u0000b \\ud800","body":null,"user":null,
          "created_at":"2026-02-26T11:00:00Z","head":{"ref":5,"sha":"not hex"},"additions":-3,
          "merged_at":"yesterday"},"repository":{"full_name":"kestrel/rover"}}\
        """
            .getBytes(UTF_8);
    var seen = (PullRequestSeen) read("pull_request", odd);
    assertThat(seen.title()).isEqualTo("a\uFFFDb \uFFFD");
    assertThat(seen.author()).isNull();
    assertThat(seen.branch()).isNull();
    assertThat(seen.headSha()).isNull();
    assertThat(seen.additions()).isNull();
    assertThat(seen.updatedAt()).isEqualTo(seen.createdAt());
  }
}
