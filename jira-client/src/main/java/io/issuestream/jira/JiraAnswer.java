package io.issuestream.jira;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A successful answer, whole and known to start like JSON. */
final class JiraAnswer {

  private final String endpoint;
  private final byte[] body;
  private final @Nullable Instant serverTime;
  private final @Nullable String etag;
  private final AtomicReference<@Nullable IntConsumer> counting = new AtomicReference<>();

  JiraAnswer(String endpoint, byte[] body, @Nullable Instant serverTime) {
    this(endpoint, body, serverTime, null);
  }

  JiraAnswer(String endpoint, byte[] body, @Nullable Instant serverTime, @Nullable String etag) {
    this.endpoint = endpoint;
    this.body = body;
    this.serverTime = serverTime;
    this.etag = etag;
    int start = 0;
    while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
      start++;
    }
    if (start == body.length) {
      throw unreadable("it is empty", null);
    }
    if (body[start] == '<') {
      throw new JiraFailure.WebPageInstead(endpoint);
    }
    if (body[start] != '{' && body[start] != '[') {
      throw unreadable("it is not JSON", null);
    }
  }

  byte[] body() {
    return body;
  }

  @Nullable Instant serverTime() {
    return serverTime;
  }

  /** By which Jira recognises this state of what was asked; null where it gave none. */
  @Nullable String etag() {
    return etag;
  }

  /** Has somebody told, once, how many items the answer turns out to hold. */
  JiraAnswer counting(IntConsumer counter) {
    counting.set(counter);
    return this;
  }

  /** The reader has seen so many items. */
  void counted(int items) {
    IntConsumer counter = counting.getAndSet(null);
    if (counter != null) {
      counter.accept(items);
    }
  }

  JsonNode tree() {
    try {
      return Json.tree(body);
    } catch (JacksonException e) {
      throw torn(e);
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
    counted(tree.size());
    return tree;
  }

  JiraFailure torn(Throwable cause) {
    return new JiraFailure.AnswerTorn(endpoint, cause);
  }

  JiraFailure unreadable(String what, @Nullable Throwable cause) {
    return new JiraFailure.AnswerUnexpected(endpoint, what, cause);
  }
}
