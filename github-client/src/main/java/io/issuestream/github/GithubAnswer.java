package io.issuestream.github;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A good answer, whole. */
record GithubAnswer(String endpoint, int status, HttpHeaders headers, byte[] body) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  boolean notModified() {
    return status == HttpStatus.NOT_MODIFIED.value();
  }

  @Nullable String etag() {
    return headers.getETag();
  }

  JsonNode object() {
    JsonNode tree = tree();
    if (!tree.isObject()) {
      throw unreadable("it is not an object", null);
    }
    return tree;
  }

  List<JsonNode> list() {
    return list(tree());
  }

  List<JsonNode> list(JsonNode node) {
    if (!node.isArray()) {
      throw unreadable("it is not a list", null);
    }
    return node.valueStream().toList();
  }

  GithubFailure unreadable(String what, @Nullable Throwable cause) {
    return new GithubFailure.AnswerUnreadable(endpoint, what, cause);
  }

  private JsonNode tree() {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException torn) {
      throw unreadable("it is not JSON", torn);
    }
  }
}
