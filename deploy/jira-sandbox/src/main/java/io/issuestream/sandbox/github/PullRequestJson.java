package io.issuestream.sandbox.github;

import io.issuestream.sandbox.generate.PullRequestDetails;
import io.issuestream.sandbox.generate.PullRequestDetails.Commit;
import io.issuestream.sandbox.generate.PullRequestDetails.Texts;
import io.issuestream.sandbox.generate.Repository;
import io.issuestream.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Pull requests of one repository as GitHub's REST API shows them. */
final class PullRequestJson {
  private final GitHubJson json;
  private final Repository repository;
  private final String api;

  PullRequestJson(GitHubJson json, Repository repository, String api) {
    this.json = json;
    this.repository = repository;
    this.api = api + "/repos/" + repository.fullName();
  }

  /** As lists show it: without what GitHub has to count for it. */
  ObjectNode listed(PullRequestDetails request) {
    Texts texts = request.texts();
    String url = url(request);
    String web = web(request);
    ObjectNode shown =
        Json.object()
            .put("url", url)
            .put("id", request.id())
            .put("node_id", GitHubJson.node("PullRequest", request.id()))
            .put("html_url", web)
            .put("diff_url", web + ".diff")
            .put("patch_url", web + ".patch")
            .put("issue_url", api + "/issues/" + request.number())
            .put("commits_url", url + "/commits")
            .put("review_comments_url", url + "/comments")
            .put("review_comment_url", api + "/pulls/comments{/number}")
            .put("comments_url", api + "/issues/" + request.number() + "/comments")
            .put("statuses_url", api + "/statuses/" + request.headSha())
            .put("number", request.number())
            .put("state", request.open() ? "open" : "closed")
            .put("locked", false)
            .putNull("active_lock_reason")
            .put("title", texts.title());
    shown.set("user", json.user(request.author()));
    shown.put("body", texts.body());
    shown.putArray("labels");
    shown.putNull("milestone");
    GitHubJson.put(shown, "created_at", request.created());
    GitHubJson.put(shown, "updated_at", request.updated());
    GitHubJson.put(shown, "closed_at", request.closed());
    GitHubJson.put(shown, "merged_at", request.merged() ? request.closed() : null);
    shown.put("merge_commit_sha", request.mergeSha()).putNull("assignee");
    shown.putArray("assignees");
    shown.putArray("requested_reviewers");
    shown.putArray("requested_teams");
    shown.set("head", branch(texts.headRef(), request.headSha()));
    shown.set("base", branch(Repository.DEFAULT_BRANCH, request.baseSha()));
    ObjectNode links = shown.putObject("_links");
    links.putObject("self").put("href", url);
    links.putObject("html").put("href", web);
    links.putObject("issue").put("href", api + "/issues/" + request.number());
    for (String of :
        List.of("comments", "review_comments", "review_comment", "commits", "statuses")) {
      links.putObject(of).set("href", shown.path(of + "_url"));
    }
    return shown.put("author_association", "MEMBER").putNull("auto_merge").put("draft", false);
  }

  /** As it is shown alone. */
  ObjectNode whole(PullRequestDetails request) {
    ObjectNode shown = listed(request).put("merged", request.merged());
    if (request.open()) {
      shown.put("mergeable", true).put("rebaseable", true).put("mergeable_state", "clean");
    } else {
      shown.putNull("mergeable").putNull("rebaseable").put("mergeable_state", "unknown");
    }
    if (request.merged()) {
      shown.set("merged_by", json.user(request.reviewer()));
    } else {
      shown.putNull("merged_by");
    }
    return shown
        .put("comments", 0)
        .put("review_comments", request.files() / 2)
        .put("maintainer_can_modify", false)
        .put("commits", request.commits())
        .put("additions", request.additions())
        .put("deletions", request.deletions())
        .put("changed_files", request.files());
  }

  /** Its reviews: states are in capitals here and in small letters in webhooks. */
  List<ObjectNode> reviews(PullRequestDetails request) {
    ObjectNode review =
        Json.object()
            .put("id", request.reviewId())
            .put("node_id", GitHubJson.node("PullRequestReview", request.reviewId()));
    review.set("user", json.user(request.reviewer()));
    String web = web(request) + "#pullrequestreview-" + request.reviewId();
    review
        .put("body", "")
        .put("state", "APPROVED")
        .put("html_url", web)
        .put("pull_request_url", url(request))
        .put("author_association", "MEMBER");
    ObjectNode links = review.putObject("_links");
    links.putObject("html").put("href", web);
    links.putObject("pull_request").put("href", url(request));
    GitHubJson.put(review, "submitted_at", request.reviewed());
    return List.of(review.put("commit_id", request.headSha()));
  }

  /** Its commits, oldest first. */
  List<ObjectNode> commits(PullRequestDetails request) {
    List<ObjectNode> all = new ArrayList<>();
    String parent = request.baseSha();
    for (Commit commit : request.texts().commits()) {
      all.add(commit(commit, parent));
      parent = commit.sha();
    }
    return all;
  }

  private ObjectNode commit(Commit of, String parent) {
    ObjectNode shown =
        Json.object().put("sha", of.sha()).put("node_id", "C_" + of.sha().substring(0, 20));
    ObjectNode commit = shown.putObject("commit");
    for (String role : List.of("author", "committer")) {
      commit
          .putObject(role)
          .put("name", of.author().name())
          .put("email", of.author().email())
          .put("date", of.at().toString());
    }
    commit.put("message", of.message()).put("url", api + "/git/commits/" + of.sha());
    commit.putObject("tree").put("sha", of.sha()).put("url", api + "/git/trees/" + of.sha());
    commit
        .put("comment_count", 0)
        .putObject("verification")
        .put("verified", false)
        .put("reason", "unsigned")
        .putNull("signature")
        .putNull("payload");
    shown
        .put("url", api + "/commits/" + of.sha())
        .put("html_url", GitHubJson.WEB + repository.fullName() + "/commit/" + of.sha())
        .put("comments_url", api + "/commits/" + of.sha() + "/comments");
    shown.set("author", json.user(of.author()));
    shown.set("committer", json.user(of.author()));
    shown.putArray("parents").addObject().put("sha", parent).put("url", api + "/commits/" + parent);
    return shown;
  }

  private ObjectNode branch(String ref, String sha) {
    ObjectNode shown = Json.object();
    shown.put("label", repository.owner() + ":" + ref).put("ref", ref).put("sha", sha);
    shown.set("repo", json.repository(repository));
    shown.set("user", shown.path("repo").path("owner"));
    return shown;
  }

  private String url(PullRequestDetails request) {
    return api + "/pulls/" + request.number();
  }

  private String web(PullRequestDetails request) {
    return GitHubJson.WEB + repository.fullName() + "/pull/" + request.number();
  }
}
