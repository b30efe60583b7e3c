package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.generate.PullRequestDetails.Commit;
import io.issuestream.sandbox.generate.PullRequestDetails.Texts;
import io.issuestream.sandbox.json.JsonBytes;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the GitHub webhook deliveries of a pull request. Of a merged one: the approving review,
 * {@code pull_request} closed, and the {@code push} of the merge with its commits; one closed
 * unmerged has no push, and of an open one the opening comes before the review. Each is a line
 * {@code {"event":..,"body":{..}}}.
 */
final class PullRequestWriter {
  private final Repository repository;
  private final PullRequestDetails request;
  private final Texts texts;

  PullRequestWriter(Repository repository, PullRequestDetails request) {
    this.repository = repository;
    this.request = request;
    this.texts = request.texts();
  }

  Stream<byte[]> deliveries() {
    if (request.open()) {
      return Stream.of(changed("opened"), review());
    }
    return request.merged()
        ? Stream.of(review(), changed("closed"), push())
        : Stream.of(review(), changed("closed"));
  }

  private byte[] review() {
    JsonBytes out =
        open("pull_request_review").ascii("\"action\":\"submitted\",\"review\":{\"id\":");
    out.number(request.reviewId()).ascii(",\"user\":");
    user(request.reviewer(), out);
    out.ascii(",\"body\":null,\"state\":\"approved\",\"submitted_at\":");
    time(request.reviewed(), out);
    out.ascii(",\"commit_id\":\"").ascii(request.headSha()).ascii("\"},\"pull_request\":");
    pullRequest(request.reviewed(), false, out);
    return close(request.reviewer(), out);
  }

  private byte[] changed(String action) {
    JsonBytes out = open("pull_request").ascii("\"action\":\"").ascii(action);
    out.ascii("\",\"number\":").number(request.number()).ascii(",\"pull_request\":");
    boolean done = action.equals("closed");
    pullRequest(done ? request.updated() : request.created(), done, out);
    return close(done ? request.reviewer() : request.author(), out);
  }

  private byte[] push() {
    JsonBytes out = open("push").ascii("\"ref\":\"refs/heads/main\",\"before\":\"");
    out.ascii(request.baseSha())
        .ascii("\",\"after\":\"")
        .ascii(request.mergeSha())
        .ascii("\",\"created\":false,\"deleted\":false,\"forced\":false,\"commits\":[");
    for (Commit each : texts.commits()) {
      commit(each, out);
      out.raw(',');
    }
    JsonBytes merge = new JsonBytes();
    String message =
        "Merge pull request #%d from %s/%s\n\n%s"
            .formatted(request.number(), repository.owner(), texts.headRef(), texts.title());
    commit(new Commit(request.mergeSha(), message, request.updated(), request.author()), merge);
    out.bytes(merge.array(), 0, merge.length()).ascii("],\"head_commit\":");
    out.bytes(merge.array(), 0, merge.length());
    out.ascii(",\"pusher\":{\"name\":").string(request.reviewer().login()).raw('}');
    return close(request.reviewer(), out);
  }

  private static JsonBytes open(String event) {
    return new JsonBytes(3000).ascii("{\"event\":\"").ascii(event).ascii("\",\"body\":{");
  }

  private byte[] close(Actor sender, JsonBytes out) {
    out.ascii(",\"repository\":{\"id\":")
        .number(repository.id())
        .ascii(",\"name\":")
        .string(repository.name());
    out.ascii(",\"full_name\":")
        .string(repository.fullName())
        .ascii(",\"default_branch\":")
        .string(Repository.DEFAULT_BRANCH)
        .ascii("},\"sender\":");
    user(sender, out);
    return out.ascii("}}\n").toByteArray();
  }

  /** As it was at the time of the delivery: done or not yet. */
  private void pullRequest(Instant updated, boolean done, JsonBytes out) {
    boolean merged = done && request.merged();
    String url = "https://github.example.com/" + repository.fullName() + "/pull/";
    out.ascii("{\"id\":").number(request.id());
    out.ascii(",\"number\":").number(request.number());
    out.ascii(",\"html_url\":").string(url + request.number());
    out.ascii(done ? ",\"state\":\"closed\"" : ",\"state\":\"open\"")
        .ascii(",\"locked\":false,\"draft\":false");
    out.ascii(",\"title\":").string(texts.title()).ascii(",\"user\":");
    user(request.author(), out);
    out.ascii(",\"body\":").string(texts.body()).ascii(",\"created_at\":");
    time(request.created(), out);
    out.ascii(",\"updated_at\":");
    time(updated, out);
    out.ascii(",\"closed_at\":");
    time(done ? request.closed() : null, out);
    out.ascii(",\"merged_at\":");
    time(merged ? request.closed() : null, out);
    out.ascii(",\"merge_commit_sha\":\"")
        .ascii(request.mergeSha())
        .ascii("\",\"head\":{\"ref\":")
        .string(texts.headRef());
    out.ascii(",\"sha\":\"")
        .ascii(request.headSha())
        .ascii("\"},\"base\":{\"ref\":\"main\",\"sha\":\"")
        .ascii(request.baseSha());
    out.ascii("\"},\"merged\":").ascii(merged ? "true" : "false").ascii(",\"merged_by\":");
    if (merged) {
      user(request.reviewer(), out);
    } else {
      out.ascii("null");
    }
    out.ascii(",\"comments\":0,\"review_comments\":").number(request.files() / 2);
    out.ascii(",\"commits\":")
        .number(request.commits())
        .ascii(",\"additions\":")
        .number(request.additions());
    out.ascii(",\"deletions\":")
        .number(request.deletions())
        .ascii(",\"changed_files\":")
        .number(request.files())
        .raw('}');
  }

  private static void commit(Commit commit, JsonBytes out) {
    out.ascii("{\"id\":\"")
        .ascii(commit.sha())
        .ascii("\",\"distinct\":true,\"message\":")
        .string(commit.message())
        .ascii(",\"timestamp\":");
    time(commit.at(), out);
    out.ascii(",\"author\":{\"name\":").string(commit.author().name());
    out.ascii(",\"email\":").string(commit.author().email());
    out.ascii(",\"username\":").string(commit.author().login()).ascii("}}");
  }

  private static void user(Actor actor, JsonBytes out) {
    out.ascii("{\"login\":")
        .string(actor.login())
        .ascii(",\"id\":")
        .number(actor.id())
        .ascii(",\"type\":\"User\"}");
  }

  private static void time(@Nullable Instant at, JsonBytes out) {
    out.string(at == null ? null : at.toString());
  }
}
