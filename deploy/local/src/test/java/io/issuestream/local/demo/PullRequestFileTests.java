package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PullRequestFileTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MERGE =
      """
      {"repo":"tidev/alloy","number":9,"merge_kind":"merge","merge_sha":"%s","merged_at":"2016-06-14T19:08:59+02:00",
      "merged_by":"Wren Keller 73","author":null,"title":"ALOY-12 Fonts",
      "message":"Merge pull request #9 from someone/fonts\\n\\nALOY-12 Fonts\\n\\nAs asked in ALOY-11.","head_owner":"yael",
      "head_ref":"fonts","commits":[
      {"sha":"cc","author":"Rosa","date":"2016-06-13T08:00:00Z","subject":"second"},
      {"sha":"bb","author":"Rosa","date":"2016-06-12T08:00:00Z","subject":"first"}]}
      """
          .replace("\n", "");
  private static final String SQUASHED =
      """
      {"repo":"tidev/alloy","number":765,"merge_kind":"squash","merge_sha":"dd","merged_at":"2019-04-01T15:55:58+01:00",
      "merged_by":null,"author":"Jude Rossi 62","title":"feat: set by XML (#765)",
      "message":"feat: set by XML (#765)\\n\\nFor ALOY-1363"}
      """
          .replace("\n", "");

  @TempDir Path directory;

  @Test
  void tellsAMergeAsItsClosingAndThePushOfItsCommits() throws IOException {
    List<Delivery> deliveries = deliveries(MERGE.formatted("aa"));

    assertThat(deliveries).extracting(Delivery::event).containsExactly("pull_request", "push");
    assertThat(deliveries.getFirst().pullRequest()).contains("tidev/alloy#9");
    JsonNode pull = body(deliveries.getFirst()).path("pull_request");
    assertThat(pull.path("merged").asBoolean()).isTrue();
    assertThat(pull.path("title").asString()).isEqualTo("ALOY-12 Fonts");
    assertThat(pull.path("body").asString()).isEqualTo("As asked in ALOY-11.");
    assertThat(pull.path("head").path("ref").asString()).isEqualTo("fonts");
    assertThat(pull.path("merge_commit_sha").asString()).isEqualTo("aa");
    assertThat(pull.path("created_at").asString()).isEqualTo("2016-06-13T08:00:00Z");
    assertThat(pull.path("merged_at").asString()).isEqualTo("2016-06-14T17:08:59Z");
    assertThat(pull.path("user").path("login").asString()).isEqualTo("yael");

    JsonNode push = body(deliveries.getLast());
    assertThat(push.path("after").asString()).isEqualTo("aa");
    assertThat(push.path("commits").valueStream().map(commit -> commit.path("id").asString()))
        .containsExactly("bb", "cc", "aa");
    assertThat(push.path("commits").path(2).path("message").asString())
        .startsWith("Merge pull request #9");
  }

  @Test
  void tellsASquashedRequestByItsOneCommit() throws IOException {
    List<Delivery> deliveries = deliveries(SQUASHED);

    JsonNode pull = body(deliveries.getFirst()).path("pull_request");
    assertThat(pull.path("body").asString()).isEqualTo("For ALOY-1363");
    assertThat(pull.path("head").path("ref").isNull()).isTrue();
    assertThat(pull.path("user").path("login").asString()).isEqualTo("jude-rossi-62");
    assertThat(pull.path("created_at")).isEqualTo(pull.path("merged_at"));
    assertThat(body(deliveries.getLast()).path("commits").size()).isEqualTo(1);
  }

  @Test
  void givesANumberThatComesAgainToTheForkItCameFrom() throws IOException {
    List<Delivery> deliveries =
        deliveries(MERGE.formatted("0123456789"), MERGE.formatted("abcdef0123"));

    assertThat(deliveries.stream().flatMap(delivery -> delivery.pullRequest().stream()))
        .containsExactly("tidev/alloy#9", "fork-abcdef01/alloy#9");
  }

  @Test
  void namesTheLineThatIsNoPullRequest() throws IOException {
    assertThatExceptionOfType(DemoFailed.class)
        .isThrownBy(() -> deliveries(SQUASHED, "{\"repo\":"))
        .withMessageContaining("Line 2");
  }

  @Test
  void tellsEveryRequestOfARealHistoryOnce() {
    Path history =
        Path.of(System.getProperty("issuestream.root", "../.."))
            .resolve("../shared/fixtures/titanium/pull-requests-alloy.jsonl.gz");
    assumeTrue(Files.exists(history), "../shared is not there");

    List<Delivery> deliveries = new PullRequestFile(history).deliveries().toList();

    assertThat(deliveries.stream().flatMap(delivery -> delivery.pullRequest().stream()))
        .hasSize(772)
        .doesNotHaveDuplicates();
    assertThat(deliveries).extracting(Delivery::id).doesNotHaveDuplicates();
  }

  private List<Delivery> deliveries(String... lines) throws IOException {
    Path file = directory.resolve("requests.jsonl");
    Files.write(file, List.of(lines));
    return new PullRequestFile(file).deliveries().toList();
  }

  private static JsonNode body(Delivery delivery) {
    return JSON.readTree(delivery.body());
  }
}
