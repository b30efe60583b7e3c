package io.issuestream.local.demo;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What GitHub delivers when a pull request is merged: that it was closed, and the push of the merge
 * with its commits.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub on events
 *     and payloads</a>
 */
record GithubDeliveries(MergedPullRequest request) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BASE = "master";

  Stream<Delivery> all() {
    return Stream.of(Delivery.of("pull_request", closed()), Delivery.of("push", push()));
  }

  private JsonNode closed() {
    ObjectNode body =
        JSON.createObjectNode().put("action", "closed").put("number", request.number());
    ObjectNode pull = body.putObject("pull_request");
    pull.put("number", request.number())
        .put("state", "closed")
        .put("draft", false)
        .put("merged", true);
    pull.put("title", request.title()).put("body", request.body().orElse(null));
    pull.putObject("user").put("login", request.author());
    pull.putObject("merged_by").put("login", request.mergedBy());
    pull.put("created_at", request.openedAt().toInstant().toString());
    String merged = request.mergedAt().toInstant().toString();
    pull.put("updated_at", merged).put("closed_at", merged).put("merged_at", merged);
    pull.put("merge_commit_sha", request.mergeSha());
    ObjectNode head = pull.putObject("head").put("ref", request.branch().orElse(null));
    if (!request.commits().isEmpty()) {
      head.put("sha", request.commits().getLast().sha());
    }
    pull.putObject("base").put("ref", BASE);
    return inRepository(body);
  }

  private JsonNode push() {
    ObjectNode body =
        JSON.createObjectNode().put("ref", "refs/heads/" + BASE).put("after", request.mergeSha());
    ArrayNode commits = body.putArray("commits");
    for (MergedPullRequest.Commit commit : request.commits()) {
      ObjectNode each = commits.addObject().put("id", commit.sha()).put("distinct", true);
      each.put("message", commit.message()).put("timestamp", commit.at().toString());
      each.putObject("author").put("name", commit.author());
    }
    ObjectNode merge = mergeCommit();
    commits.add(merge);
    body.set("head_commit", merge);
    return inRepository(body);
  }

  private ObjectNode mergeCommit() {
    ObjectNode merge = JSON.createObjectNode().put("id", request.mergeSha()).put("distinct", true);
    merge.put("message", request.message()).put("timestamp", request.mergedAt().toString());
    merge.putObject("author").put("name", request.mergedBy());
    return merge;
  }

  private JsonNode inRepository(ObjectNode body) {
    body.putObject("repository").put("full_name", request.repository());
    body.putObject("sender").put("login", request.mergedBy());
    return body;
  }
}
