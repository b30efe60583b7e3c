package io.issuestream.jira;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A successful answer, whole and known to start like JSON. */
final class JiraAnswer {

  private final String endpoint;
  private final byte[] body;
  private final @Nullable Instant serverTime;

  JiraAnswer(String endpoint, byte[] body, @Nullable Instant serverTime) {
    this.endpoint = endpoint;
    this.body = body;
    this.serverTime = serverTime;
    int start = 0;
    while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
      start++;
    }
    if (start == body.length) {
      throw unreadable("it is empty", null);
    }
    if (body[start] != '{' && body[start] != '[') {
      throw unreadable(body[start] == '<' ? "a web page came" : "it is not JSON", null);
    }
  }

  byte[] body() {
    return body;
  }

  @Nullable Instant serverTime() {
    return serverTime;
  }

  JsonNode tree() {
    try {
      return Json.tree(body);
    } catch (JacksonException e) {
      throw unreadable("its JSON is torn", e);
    }
  }

  JsonNode object() {
    JsonNode tree = tree();
    if (!tree.isObject()) {
      throw unreadable("it is not an object", null);
    }
    return tree;
  }

  JsonNode array() {
    JsonNode tree = tree();
    if (!tree.isArray()) {
      throw unreadable("it is not a list", null);
    }
    return tree;
  }

  JiraFailure unreadable(String what, @Nullable Throwable cause) {
    return new JiraFailure.AnswerUnreadable(endpoint, what, cause);
  }
}
