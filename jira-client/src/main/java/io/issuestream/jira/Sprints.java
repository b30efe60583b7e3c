package io.issuestream.jira;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads sprints in all the shapes Jira has for them: objects and texts in the sprint field, and
 * {@code sprint} beside {@code closedSprints} in the agile API's issues.
 */
final class Sprints {

  private Sprints() {}

  /** Every sprint of an issue, each once, in Jira's order. What has no id is no sprint. */
  static List<JiraSprint> of(JsonNode fields, List<String> sprintFieldIds) {
    Map<Long, JiraSprint> found = new LinkedHashMap<>();
    for (String id : sprintFieldIds) {
      collect(fields.get(id), found);
    }
    collect(fields.get("closedSprints"), found);
    collect(fields.get("sprint"), found);
    return List.copyOf(found.values());
  }

  /** A sprint written as an object; null when it has no id. */
  static @Nullable JiraSprint read(JsonNode node) {
    Long id = Json.number(node, "id");
    if (id == null) {
      return null;
    }
    Long board = Json.number(node, "boardId");
    if (board == null) {
      board = Json.number(node, "originBoardId");
    }
    Instant complete = JiraTime.at(node, "completeDate");
    Instant activated = JiraTime.at(node, "activatedDate");
    return new JiraSprint(
        id,
        board,
        Json.text(node, "name", "Sprint " + id),
        state(Json.text(node, "state"), complete, activated),
        Json.text(node, "goal"),
        JiraTime.at(node, "startDate"),
        JiraTime.at(node, "endDate"),
        complete,
        activated);
  }

  private static @Nullable JiraSprint read(String text) {
    Map<String, String> values = SprintText.read(text);
    Long id = values == null ? null : Json.wholeNumber(values.getOrDefault("id", ""));
    if (values == null || id == null) {
      return null;
    }
    String name = blankToNull(values.get("name"));
    Instant complete = time(values.get("completeDate"));
    Instant activated = time(values.get("activatedDate"));
    return new JiraSprint(
        id,
        Json.wholeNumber(values.getOrDefault("rapidViewId", "")),
        name == null ? "Sprint " + id : name,
        state(values.get("state"), complete, activated),
        blankToNull(values.get("goal")),
        time(values.get("startDate")),
        time(values.get("endDate")),
        complete,
        activated);
  }

  private static void collect(@Nullable JsonNode node, Map<Long, JiraSprint> found) {
    if (node == null) {
      return;
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, found));
      return;
    }
    JiraSprint sprint =
        node.isObject() ? read(node) : node.isString() ? read(node.stringValue()) : null;
    if (sprint != null) {
      found.putIfAbsent(sprint.id(), sprint);
    }
  }

  private static JiraSprint.State state(
      @Nullable String word, @Nullable Instant complete, @Nullable Instant activated) {
    return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
      case "closed" -> JiraSprint.State.CLOSED;
      case "active" -> JiraSprint.State.ACTIVE;
      case "future" -> JiraSprint.State.FUTURE;
      default -> {
        if (complete != null) {
          yield JiraSprint.State.CLOSED;
        }
        yield activated != null ? JiraSprint.State.ACTIVE : JiraSprint.State.FUTURE;
      }
    };
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : JiraTime.parse(text);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
