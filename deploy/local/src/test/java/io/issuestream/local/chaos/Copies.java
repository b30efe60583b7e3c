package io.issuestream.local.chaos;

import io.issuestream.contracts.Topic;
import io.issuestream.local.parts.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what verify cannot see from outside, key by key: what Jira says of each issue with the
 * issue store and with the topic, and what stands behind each outbox with what was published.
 */
record Copies(ReplicatedStack stack, String team, List<String> projects) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST = 5;

  /** What differs and where, a sentence each; none when everything agrees. */
  List<String> differences() {
    TopicHistory topics = TopicHistory.read(stack.kafka());
    List<String> found = new ArrayList<>(topics.faults());
    Map<String, String> truth = truth();
    found.addAll(differ("Jira and the issue store", truth, stored()));
    found.addAll(differ("Jira and jira.issues", truth, published(topics)));
    for (ServiceSpec service : ServiceSpec.ALL) {
      found.addAll(outbox(service, topics));
    }
    return found;
  }

  /** The state behind the outbox is the last record, to the byte. */
  private List<String> outbox(ServiceSpec service, TopicHistory topics) {
    Map<String, String> written = new TreeMap<>();
    stack.query(
        service,
        "select topic, message_key, revision, convert_from(data, 'UTF8') from outbox_state",
        row ->
            written.put(
                row.getString(1) + " " + row.getString(2),
                row.getLong(3) + " " + Objects.requireNonNullElse(row.getString(4), "")));
    Map<String, String> left = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      if (topic.owner().equals(service.name()) && topic.retention() != Topic.Retention.WEEK) {
        topics
            .latest(topic)
            .forEach((key, record) ->
                left.put(topic.topicName() + " " + key, record.revision() + " " + record.text()));
      }
    }
    written
        .keySet()
        .removeIf(key -> key.startsWith("jira.token-requests ") || key.startsWith("jira.sync-req"));
    return differ("what " + service.name() + " wrote and what it published", written, left);
  }

  private Map<String, String> truth() {
    Map<String, String> truth = new TreeMap<>();
    for (String project : projects) {
      for (JsonNode issue : stack.stack().sandboxApi().get("/sandbox/truth?project=" + project)) {
        truth.put(
            issue.path("id").asString(),
            line(
                issue.path("key").asString(),
                issue.path("summary").asString(),
                issue.path("statusId").asString(),
                number(issue.path("storyPoints")),
                sorted(issue.path("sprintIds")),
                sorted(issue.path("formerKeys"))));
      }
    }
    return truth;
  }

  private Map<String, String> published(TopicHistory topics) {
    Map<String, String> published = new TreeMap<>();
    topics
        .latest(Topic.JIRA_ISSUES)
        .forEach((key, record) -> {
          JsonNode issue = JSON.readTree(record.text()).path("issue");
          if (key.startsWith(team + "/")
              && !issue.path("deleted").asBoolean(false)
              && !issue.path("visibility").asString("").equals("hidden")) {
            published.put(
                issue.path("id").asString(),
                line(
                    issue.path("key").asString(),
                    issue.path("summary").asString(),
                    issue.path("status").path("id").asString(),
                    number(issue.path("storyPoints")),
                    sorted(issue.path("sprintIds")),
                    sorted(issue.path("formerKeys"))));
          }
        });
    return published;
  }

  private Map<String, String> stored() {
    Map<String, String> stored = new TreeMap<>();
    stack.query(
        ServiceSpec.SYNC_WORKER,
        """
        select jira_id::text, issue_key, summary, status_id, story_points,
          (select coalesce(string_agg(s::text, ' ' order by s::text), '') from unnest(sprint_ids) s),
          (select coalesce(string_agg(k, ' ' order by k), '') from unnest(former_keys) k)
        from issue where team_id = '%s' and not deleted and visibility <> 'hidden'
        """
            .formatted(team),
        row ->
            stored.put(
                row.getString(1),
                line(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBigDecimal(5) == null
                        ? ""
                        : row.getBigDecimal(5).stripTrailingZeros().toPlainString(),
                    row.getString(6),
                    row.getString(7))));
    return stored;
  }

  private static String line(String... parts) {
    return String.join(" | ", parts);
  }

  private static String number(JsonNode node) {
    return node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : "";
  }

  private static String sorted(JsonNode array) {
    return String.join(" ", new TreeSet<>(array.valueStream().map(JsonNode::asString).toList()));
  }

  private static List<String> differ(
      String between, Map<String, String> one, Map<String, String> other) {
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    List<String> found =
        keys.stream()
            .filter(key -> !Objects.equals(one.get(key), other.get(key)))
            .map(key -> "%s: %s: %s, not %s".formatted(between, key, one.get(key), other.get(key)))
            .toList();
    return found.size() <= MOST
        ? found
        : java.util.stream.Stream.concat(
                found.stream().limit(MOST),
                java.util.stream.Stream.of(between + ": " + found.size() + " in all"))
            .toList();
  }
}
