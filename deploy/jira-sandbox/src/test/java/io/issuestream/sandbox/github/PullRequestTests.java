package io.issuestream.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of repositories and pull requests, and how it is paged. */
class PullRequestTests {
  private static final String PULLS = "/repos/example/pay-service/pulls";
  private final GitHubScene scene = new GitHubScene(400, 620);

  private List<JsonNode> all(String path) {
    List<JsonNode> all = new ArrayList<>();
    String next = path;
    while (next != null) {
      Answer page = scene.get(next);
      assertThat(page.status()).as(page.bodyText()).isEqualTo(200);
      GitHubScene.json(page).forEach(all::add);
      next = GitHubScene.next(page);
    }
    return all;
  }

  @Test
  void leadsThroughAllPagesLatestFirst() {
    List<JsonNode> pay = all(PULLS + "?state=all&sort=updated&direction=desc&per_page=100");
    List<JsonNode> web = all("/repos/example/web-service/pulls?state=all");
    assertThat(pay.size() + web.size()).isEqualTo(620);
    assertThat(scene.team().pullRequestCount()).isEqualTo(620);
    List<String> updated = pay.stream().map(each -> each.get("updated_at").stringValue()).toList();
    assertThat(updated).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(pay.stream().map(each -> each.get("number").intValue())).doesNotHaveDuplicates();
  }

  @Test
  void linksByTheRepositorysIdAsGitHubDoes() {
    Answer first = scene.get(PULLS + "?state=all&per_page=50");
    assertThat(GitHubScene.header(first, "Link"))
        .startsWith("<" + GitHubScene.URL + "/repositories/500000/pulls?")
        .contains("state=all&", "per_page=50&", "page=2>; rel=\"next\"", "rel=\"last\"")
        .doesNotContain("rel=\"prev\"");
    assertThat(GitHubScene.json(scene.get(PULLS + "?state=all&per_page=1000")).size())
        .isEqualTo(100);
    assertThat(GitHubScene.json(scene.get(PULLS + "?state=all")).size()).isEqualTo(30);
    Answer beyond = scene.get(PULLS + "?state=all&page=9999");
    assertThat(beyond.bodyText()).isEqualTo("[]");
    assertThat(GitHubScene.next(beyond)).isNull();
  }

  @Test
  void showsOpenOnesUnlessToldOtherwise() {
    List<JsonNode> open = all(PULLS);
    assertThat(open).isNotEmpty().allMatch(each -> each.get("state").stringValue().equals("open"));
    assertThat(open).allMatch(each -> each.get("merged_at").isNull());
    List<JsonNode> closed = all(PULLS + "?state=closed");
    assertThat(closed.stream().map(each -> each.get("merged_at").isNull())).contains(true, false);
    assertThat(open.size() + closed.size()).isEqualTo(all(PULLS + "?state=all").size());
  }

  @Test
  void tellsTheSameAsTheWebhooks() {
    Map<Long, JsonNode> told = new HashMap<>();
    Map<String, JsonNode> pushes = new HashMap<>();
    scene
        .team()
        .deliveries()
        .map(Json.MAPPER::readTree)
        .forEach(delivery -> {
          JsonNode body = delivery.get("body");
          switch (delivery.get("event").stringValue()) {
            case "pull_request" -> told.put(body.at("/pull_request/id").longValue(), body);
            case "push" -> pushes.put(body.get("after").stringValue(), body);
            default -> assertThat(body.at("/review/state").stringValue()).isEqualTo("approved");
          }
        });
    List<JsonNode> listed = all(PULLS + "?state=all&per_page=100");
    assertThat(listed).hasSizeGreaterThan(200);
    for (JsonNode pull : listed) {
      JsonNode hook = told.get(pull.get("id").longValue()).get("pull_request");
      for (String member : List.of("number", "title", "body", "html_url", "merge_commit_sha")) {
        assertThat(pull.get(member)).as(member).isEqualTo(hook.get(member));
      }
      for (String member : List.of("created_at", "closed_at", "merged_at", "state", "draft")) {
        assertThat(pull.get(member)).as(member).isEqualTo(hook.get(member));
      }
      assertThat(pull.at("/head/ref")).isEqualTo(hook.at("/head/ref"));
      assertThat(pull.at("/head/sha")).isEqualTo(hook.at("/head/sha"));
      assertThat(pull.at("/user/login")).isEqualTo(hook.at("/user/login"));
    }
    JsonNode merged =
        listed.stream().filter(each -> !each.get("merged_at").isNull()).findFirst().orElseThrow();
    JsonNode commits =
        GitHubScene.json(scene.get(PULLS + "/" + merged.get("number").intValue() + "/commits"));
    assertThat(commits.valueStream().map(each -> each.at("/commit/message")))
        .isNotEmpty()
        .allSatisfy(message ->
            assertThat(pushes.get(merged.get("merge_commit_sha").stringValue()).get("commits"))
                .anyMatch(each -> each.get("message").equals(message)));
    assertThat(commits.get(commits.size() - 1).get("sha")).isEqualTo(merged.at("/head/sha"));
  }

  @Test
  void showsOneWithItsReviewsAndCommits() {
    JsonNode one = GitHubScene.json(scene.get(PULLS + "/1"));
    assertThat(one.get("merged").isBoolean()).isTrue();
    assertThat(one.at("/_links/commits/href")).isEqualTo(one.get("commits_url"));
    assertThat(one.at("/user/organizations_url").stringValue()).endsWith("/orgs");
    assertThat(one.at("/head/repo/compare_url").stringValue()).endsWith("/{base}...{head}");
    assertThat(one.at("/base/repo/full_name").stringValue()).isEqualTo("example/pay-service");
    JsonNode reviews = GitHubScene.json(scene.get(PULLS + "/1/reviews"));
    assertThat(reviews.at("/0/state").stringValue()).isEqualTo("APPROVED");
    assertThat(reviews.at("/0/user/login")).isNotEqualTo(one.at("/user/login"));
    assertThat(reviews.at("/0/submitted_at").stringValue())
        .isBetween(one.get("created_at").stringValue(), one.get("updated_at").stringValue());
    JsonNode commits = GitHubScene.json(scene.get(PULLS + "/1/commits?per_page=1"));
    assertThat(commits.size()).isEqualTo(1);
    assertThat(commits.at("/0/commit/author/email").stringValue()).contains("@");
    assertThat(all(PULLS + "/1/commits")).hasSize(one.get("commits").intValue());
  }

  @Test
  void knowsRepositoriesByNameInAnyCaseAndById() {
    JsonNode byName = GitHubScene.json(scene.get("/repos/Example/PAY-Service"));
    assertThat(GitHubScene.json(scene.get("/repositories/500000"))).isEqualTo(byName);
    assertThat(byName.get("default_branch").stringValue()).isEqualTo("main");
    assertThat(all("/user/repos?per_page=1")).hasSize(2);
    for (String nowhere :
        List.of(
            "/repos/example/none",
            "/repos/example",
            "/repositories/1",
            PULLS + "/0",
            PULLS + "/99999",
            PULLS + "/1/files",
            "/orgs/example")) {
      assertThat(scene.get(nowhere).status()).as(nowhere).isEqualTo(404);
    }
  }

  @Test
  void makesTheSameNumberAndContentFromTheSameSeed() {
    GitHubScene again = new GitHubScene(400, 620);
    assertThat(again.get(PULLS + "?state=all").bodyText())
        .isEqualTo(scene.get(PULLS + "?state=all").bodyText());
    assertThat(new GitHubScene(400, 10).team().pullRequestCount()).isEqualTo(10);
    assertThat(new GitHubScene(400, 0).team().pullRequestCount()).isZero();
  }
}
