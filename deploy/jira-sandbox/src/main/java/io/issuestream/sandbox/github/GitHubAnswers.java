package io.issuestream.sandbox.github;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;

/** GitHub's way of saying no. */
final class GitHubAnswers {
  private static final String DOCS = "https://docs.github.com/rest";
  private static final String LIMITS = DOCS + "/using-the-rest-api/rate-limits-for-the-rest-api";

  private GitHubAnswers() {}

  static Answer error(int status, String message, String documentation) {
    return Answer.json(
        status,
        Json.object()
            .put("message", message)
            .put("documentation_url", documentation)
            .put("status", Integer.toString(status)));
  }

  static Answer badCredentials() {
    return error(401, "Bad credentials", DOCS);
  }

  static Answer loginRequired() {
    return error(401, "Requires authentication", DOCS);
  }

  /** Also what a private repository answers to those who may not see it. */
  static Answer notFound() {
    return error(404, "Not Found", DOCS);
  }

  static Answer notForThisToken(boolean installation) {
    return error(
        403,
        "Resource not accessible by " + (installation ? "integration" : "personal access token"),
        DOCS);
  }

  static Answer noUserAgent() {
    return Answer.text(
        403,
        "text/html",
        "Request forbidden by administrative rules. Please make sure your request has a User-Agent"
            + " header.\n");
  }

  static Answer primaryLimit(int status) {
    return error(
        status,
        "API rate limit exceeded for user ID 90000.",
        LIMITS + "#primary-rate-limit-for-authenticated-users");
  }

  static Answer secondaryLimit(int status) {
    return error(
        status,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        LIMITS + "#about-secondary-rate-limits");
  }
}
