package io.issuestream.local.demo;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A merged pull request as a repository's history tells it: a line of a pull-requests file.
 *
 * @param repository {@code owner/repository}
 * @param body what the merge commit's message says after the title
 * @param author login of whoever opened it, as far as history knows
 * @param commits of the branch, oldest first
 */
record MergedPullRequest(
    String repository,
    int number,
    String mergeSha,
    OffsetDateTime mergedAt,
    String mergedBy,
    String author,
    String title,
    String message,
    Optional<String> body,
    Optional<String> branch,
    List<Commit> commits) {

  /** A commit of its branch. */
  record Commit(String sha, String author, OffsetDateTime at, String message) {}

  static MergedPullRequest of(JsonNode line) {
    String title = line.path("title").asString("");
    String message = line.path("message").asString("");
    String author = line.path("author").asString("");
    String merger = line.path("merged_by").asString("");
    return new MergedPullRequest(
        line.path("repo").asString(),
        line.path("number").asInt(),
        line.path("merge_sha").asString(),
        OffsetDateTime.parse(line.path("merged_at").asString()),
        login(merger.isEmpty() ? author : merger),
        login(line.path("head_owner").asString(author)),
        title,
        message,
        body(message, title),
        Optional.of(line.path("head_ref").asString("")).filter(ref -> !ref.isEmpty()),
        commits(line.path("commits")));
  }

  /** The same under another repository's name. */
  MergedPullRequest in(String other) {
    return new MergedPullRequest(
        other, number, mergeSha, mergedAt, mergedBy, author, title, message, body, branch, commits);
  }

  /**
   * When it was opened, which history does not tell: with its last commit. Not the first: a branch
   * may bring commits along that are years older than the request.
   */
  OffsetDateTime openedAt() {
    return commits.stream()
        .map(Commit::at)
        .filter(at -> !at.isAfter(mergedAt))
        .max(Comparator.comparing(OffsetDateTime::toInstant))
        .orElse(mergedAt);
  }

  /**
   * A merge commit's message is the merge line, the title, then the text; a squashed one begins
   * with the title.
   */
  private static Optional<String> body(String message, String title) {
    int end =
        message.startsWith("Merge pull request")
            ? message.indexOf(title) + title.length()
            : message.indexOf('\n');
    String rest = end <= 0 ? "" : message.substring(Math.min(end, message.length())).strip();
    return Optional.of(rest).filter(text -> !text.isEmpty());
  }

  /** History lists the newest first. */
  private static List<Commit> commits(JsonNode listed) {
    List<Commit> commits = new ArrayList<>();
    for (JsonNode commit : listed) {
      commits.add(
          new Commit(
              commit.path("sha").asString(),
              commit.path("author").asString(""),
              OffsetDateTime.parse(commit.path("date").asString()),
              commit.path("subject").asString("")));
    }
    return commits.reversed();
  }

  /** History names people, GitHub logins. */
  private static String login(String name) {
    String login =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return login.isEmpty() ? "unknown" : login;
  }
}
