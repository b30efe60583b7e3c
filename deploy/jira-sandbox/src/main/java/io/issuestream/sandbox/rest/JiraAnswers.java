package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Jira's way of saying no. */
final class JiraAnswers {
  static final String UNKNOWN_ISSUE =
      "Issue does not exist or you do not have permission to see it.";

  private JiraAnswers() {}

  static Answer error(int status, String message) {
    ObjectNode body = Json.object();
    ArrayNode messages = body.putArray("errorMessages");
    messages.add(message);
    body.putObject("errors");
    return Answer.json(status, body);
  }

  static Answer unknownIssue() {
    return error(404, UNKNOWN_ISSUE);
  }

  /** Both surfaces answer a rejected login so, and Data Center adds whom it took the caller for. */
  static Answer unauthenticated() {
    ObjectNode body = Json.object();
    body.put("message", "Client must be authenticated to access this resource.");
    body.put("status-code", 401);
    return Answer.json(401, body)
        .with("WWW-Authenticate", "OAuth realm=\"sandbox\"")
        .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
  }

  static Answer unknownPath() {
    return Answer.text(
        404,
        "application/xml;charset=UTF-8",
        "<?xml version=\"1.0\" encoding=\"UTF-8\""
            + " standalone=\"yes\"?><status><status-code>404</status-code><message>null for"
            + " uri</message></status>");
  }

  static Answer wrongMethod() {
    return Answer.text(
        405, "text/html;charset=UTF-8", "<html><body>Method Not Allowed</body></html>");
  }
}
