package io.issuestream.local.endtoend;

import io.issuestream.local.api.Api;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A person of the sandbox's.
 *
 * @param user as {@code jira.users} tells them
 */
record Somebody(JsonNode user) {

  /**
   * The assignee of most of a team's issues among those who show their address, write pull
   * requests, and have names long enough to be looked for.
   */
  static Somebody busy(TopicReader topics, Api sandbox, String team) {
    String authors;
    try (var lines = sandbox.lines("/sandbox/pull-requests")) {
      authors = lines.collect(Collectors.joining("\n"));
    }
    List<String> assignees =
        topics.latest("jira.issues", team).values().stream()
            .map(issue -> issue.json().at("/issue/assigneePersonId").asString(""))
            .toList();
    return topics.latest("jira.users", team).values().stream()
        .map(one -> new Somebody(one.json().path("user")))
        .filter(one -> one.user().has("emailAddress") && one.name().length() >= 12)
        .filter(one -> authors.contains("\"login\":\"" + one.login() + "\""))
        .max(
            Comparator.comparingLong(one ->
                assignees.stream().filter(one.user().path("personId").asString()::equals).count()))
        .orElseThrow();
  }

  String name() {
    return user.path("displayName").asString();
  }

  String email() {
    return user.path("emailAddress").asString();
  }

  String account() {
    return user.path("accountId").asString();
  }

  /** As the sandbox's members have it: the address's first part, with hyphens. */
  String login() {
    return email().replaceFirst("@.*", "").replace('.', '-');
  }

  SecretSearch search() {
    return new SecretSearch()
        .add("account id", account())
        .add("name", name())
        .add("e-mail address", email())
        .add("login", login());
  }

  /** Has every service but one put a record of a team's aside that names the person. */
  void poison(TopicReader topics, String team, String issueKey) {
    var poison = new Poison(topics.topicPrefix());
    String text = "{\"said\": \"by " + name() + "\", torn";
    // Other issues may name this one; what spoils them is never put right.
    Map.of(
            "jira.users", quoted(account()),
            "team.members", quoted(email()),
            "jira.issues", "\"key\":" + quoted(issueKey))
        .forEach((topic, within) -> poison.put(topic, keyOf(topics, topic, team, within), text));
  }

  private static String quoted(String value) {
    return "\"" + value + "\"";
  }

  /** The key of a last record that holds a text. */
  private static String keyOf(TopicReader topics, String topic, String team, String text) {
    return topics.latest(topic, team).entrySet().stream()
        .filter(one -> one.getValue().text().contains(text))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
