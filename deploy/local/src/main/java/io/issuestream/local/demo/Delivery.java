package io.issuestream.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One webhook delivery as GitHub would make it.
 *
 * @param event the {@code X-GitHub-Event} header
 * @param pullRequest the pull request it tells the state of, as {@code owner/repository#number};
 *     empty for a push
 */
public record Delivery(String event, String body, Optional<String> pullRequest) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Delivery of(String event, JsonNode body) {
    int number = body.path("pull_request").path("number").asInt(0);
    Optional<String> named =
        number == 0
            ? Optional.empty()
            : Optional.of(body.path("repository").path("full_name").asString() + "#" + number);
    return new Delivery(event, JSON.writeValueAsString(body), named);
  }

  /** Reads {@code {"event":..,"body":{..}}}. */
  public static Delivery parse(String line) {
    JsonNode node = JSON.readTree(line);
    return of(node.path("event").asString(), node.path("body"));
  }

  /** The same for the same content, as GitHub keeps it when it delivers again. */
  String id() {
    return UUID.nameUUIDFromBytes((event + "\n" + body).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
