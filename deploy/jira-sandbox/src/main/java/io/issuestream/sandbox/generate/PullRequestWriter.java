package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.generate.PullRequest.Naming;
import io.issuestream.sandbox.json.JsonBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes the GitHub webhook deliveries of a merged pull request: the approving review, {@code
 * pull_request} closed, and the {@code push} of the merge with its commits. Each is a line {@code
 * {"event":..,"body":{..}}}.
 */
final class PullRequestWriter {
  private final ProjectPlan plan;
  private final People people;
  private final PullRequest request;
  private final SplittableRandom random;
  private final String key;
  private final String summary;
  private final String headRef;
  private final String title;

  PullRequestWriter(ProjectPlan plan, People people, PullRequest request) {
    this.plan = plan;
    this.people = people;
    this.request = request;
    this.random = plan.lives().random(request.issue(), 7);
    this.key = plan.issueKey(request.issue());
    this.summary = plan.summary(request.issue());
    String slug = summary.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    this.headRef =
        switch (request.naming()) {
          case BRANCH ->
              "feature/" + (random.nextBoolean() ? key : key.toLowerCase(Locale.ROOT)) + "-" + slug;
          case TITLE -> random.nextBoolean() ? key + "-" + slug : slug;
          default -> slug + "-" + request.number();
        };
    this.title =
        request.naming() == Naming.TITLE
            ? random.nextBoolean() ? "[" + key + "] " + summary : key + ": " + summary
            : summary;
  }

  byte[] review() {
    JsonBytes out =
        open("pull_request_review").ascii("\"action\":\"submitted\",\"review\":{\"id\":");
    out.number(700_000L + request.number()).ascii(",\"user\":");
    user(request.reviewer(), out);
    out.ascii(",\"body\":null,\"state\":\"approved\",\"submitted_at\":\"")
        .ascii(time(request.reviewed()));
    out.ascii("\",\"commit_id\":\"").ascii(sha(0)).ascii("\"},\"pull_request\":");
    pullRequest(false, out);
    return close(request.reviewer(), out);
  }

  byte[] closed() {
    JsonBytes out =
        open("pull_request").ascii("\"action\":\"closed\",\"number\":").number(request.number());
    out.ascii(",\"pull_request\":");
    pullRequest(true, out);
    return close(request.reviewer(), out);
  }

  byte[] push() {
    JsonBytes out = open("push").ascii("\"ref\":\"refs/heads/main\",\"before\":\"").ascii(sha(90));
    out.ascii("\",\"after\":\"")
        .ascii(sha(1))
        .ascii("\",\"created\":false,\"deleted\":false,\"forced\":false,\"commits\":[");
    for (int i = 0; i < request.commits(); i++) {
      String message =
          i == 0 && request.naming() == Naming.COMMIT
              ? key + " " + summary
              : Words.summary(random, i % 2 == 1);
      commit(sha(10 + i), message, request.created() + i * 60_000L, out);
      out.raw(',');
    }
    JsonBytes merge = new JsonBytes();
    commit(
        sha(1),
        "Merge pull request #" + request.number() + " from example/" + headRef + "\n\n" + title,
        request.merged(),
        merge);
    out.bytes(merge.array(), 0, merge.length()).ascii("],\"head_commit\":");
    out.bytes(merge.array(), 0, merge.length());
    out.ascii(",\"pusher\":{\"name\":").string(login(request.reviewer())).raw('}');
    return close(request.reviewer(), out);
  }

  private static JsonBytes open(String event) {
    return new JsonBytes(3000).ascii("{\"event\":\"").ascii(event).ascii("\",\"body\":{");
  }

  private byte[] close(int sender, JsonBytes out) {
    out.ascii(",\"repository\":{\"id\":")
        .number(500_000L + plan.place())
        .ascii(",\"name\":")
        .string(repository());
    out.ascii(",\"full_name\":")
        .string("example/" + repository())
        .ascii(",\"default_branch\":\"main\"},\"sender\":");
    user(sender, out);
    return out.ascii("}}\n").toByteArray();
  }

  private void pullRequest(boolean merged, JsonBytes out) {
    String url = "https://github.example.com/example/" + repository() + "/pull/" + request.number();
    out.ascii("{\"id\":").number(1_000_000L * (plan.place() + 1) + request.number());
    out.ascii(",\"number\":").number(request.number()).ascii(",\"html_url\":").string(url);
    out.ascii(merged ? ",\"state\":\"closed\"" : ",\"state\":\"open\"")
        .ascii(",\"locked\":false,\"draft\":false");
    out.ascii(",\"title\":").string(title).ascii(",\"user\":");
    user(request.author(), out);
    out.ascii(",\"body\":").string(body());
    out.ascii(",\"created_at\":\"").ascii(time(request.created()));
    out.ascii("\",\"updated_at\":\"").ascii(time(merged ? request.merged() : request.reviewed()));
    String at = merged ? "\"" + time(request.merged()) + "\"" : "null";
    out.ascii("\",\"closed_at\":").ascii(at).ascii(",\"merged_at\":").ascii(at);
    out.ascii(",\"merge_commit_sha\":\"")
        .ascii(sha(1))
        .ascii("\",\"head\":{\"ref\":")
        .string(headRef);
    out.ascii(",\"sha\":\"")
        .ascii(sha(0))
        .ascii("\"},\"base\":{\"ref\":\"main\",\"sha\":\"")
        .ascii(sha(90));
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

  /** Those that name no issue name things that only look like one. */
  private String body() {
    return switch (request.naming()) {
      case BODY -> "What was asked for.\n\nFixes " + key + ".";
      case NOWHERE -> "Reads the file as UTF-8 and checks its SHA-256 before anything else.";
      default -> "What was asked for, with tests.";
    };
  }

  private void commit(String sha, String message, long at, JsonBytes out) {
    Account author = people.humans().get(request.author()).account();
    out.ascii("{\"id\":\"").ascii(sha).ascii("\",\"distinct\":true,\"message\":").string(message);
    out.ascii(",\"timestamp\":\"")
        .ascii(time(at))
        .ascii("\",\"author\":{\"name\":")
        .string(author.displayName());
    out.ascii(",\"email\":").string(people.humans().get(request.author()).email());
    out.ascii(",\"username\":").string(login(request.author())).ascii("}}");
  }

  private void user(int person, JsonBytes out) {
    out.ascii("{\"login\":")
        .string(login(person))
        .ascii(",\"id\":")
        .number(90_000L + person)
        .ascii(",\"type\":\"User\"}");
  }

  private String login(int person) {
    return people.humans().get(person).githubLogin();
  }

  private String repository() {
    return plan.project().key().toLowerCase(Locale.ROOT) + "-service";
  }

  /** A commit id of 40 hex digits, the same for the same purpose. */
  private String sha(int purpose) {
    SplittableRandom digits = plan.lives().random(request.issue(), 100 + purpose);
    return "%016x%016x%08x".formatted(digits.nextLong(), digits.nextLong(), digits.nextInt());
  }

  private static String time(long at) {
    return Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
