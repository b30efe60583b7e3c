package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The three shapes in which raw data holds a sprint: Cloud's object, the agile API's object, and
 * Server's string.
 */
public final class SprintShapes {
  private static final Pattern SERVER =
      Pattern.compile(
          "^com\\.atlassian\\.greenhopper\\.service\\.sprint\\.Sprint@[0-9a-f]+\\[(.*)]$",
          Pattern.DOTALL);

  /**
   * Names and goals may hold commas and equals signs, so only these words begin a new entry, and
   * each only once.
   */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence"
              + "|autoStartStop|synced|incompleteIssuesDestinationId)=");

  private SprintShapes() {}

  /** Whether a value is a sprint in one of the shapes. */
  public static boolean isOne(JsonNode value) {
    if (value.isString()) {
      return SERVER.matcher(value.stringValue()).matches();
    }
    return value.isObject()
        && Json.whole(value, "id") != null
        && Json.text(value, "state") != null
        && Json.text(value, "name") != null
        && !value.has("fields");
  }

  /** Whether a field's value is a list of sprints. */
  static boolean isList(JsonNode value) {
    return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(SprintShapes::isOne);
  }

  /** Reads a sprint, or gives null where the value is none. */
  public static @Nullable Sprint read(JsonNode value) {
    if (!isOne(value)) {
      return null;
    }
    return value.isString() ? server(value.stringValue()) : object(value);
  }

  private static @Nullable Sprint object(JsonNode value) {
    Long id = Json.whole(value, "id");
    String state = Json.text(value, "state");
    String name = Json.text(value, "name");
    if (id == null || state == null || name == null) {
      return null;
    }
    Long board = Json.whole(value, "boardId");
    return new Sprint(
        id,
        board != null ? board : Json.whole(value, "originBoardId"),
        state,
        name,
        Json.text(value, "goal"),
        Json.text(value, "startDate"),
        Json.text(value, "endDate"),
        Json.text(value, "completeDate"));
  }

  private static @Nullable Sprint server(String text) {
    Matcher whole = SERVER.matcher(text);
    if (!whole.matches()) {
      return null;
    }
    Map<String, String> entries = entries(whole.group(1));
    String id = entries.get("id");
    String state = entries.get("state");
    if (id == null || state == null || !id.matches("\\d{1,18}")) {
      return null;
    }
    String board = entries.get("rapidViewId");
    return new Sprint(
        Long.parseLong(id),
        board != null && board.matches("\\d{1,18}") ? Long.valueOf(board) : null,
        state,
        entries.getOrDefault("name", ""),
        entries.get("goal"),
        entries.get("startDate"),
        entries.get("endDate"),
        entries.get("completeDate"));
  }

  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new TreeMap<>();
    Matcher entry = ENTRY.matcher(text);
    String name = null;
    int from = 0;
    while (entry.find()) {
      if (entry.group(1).equals(name) || entries.containsKey(entry.group(1))) {
        continue;
      }
      keep(entries, name, text.substring(from, Math.max(from, entry.start())));
      name = entry.group(1);
      from = entry.end();
    }
    keep(entries, name, text.substring(from));
    return entries;
  }

  private static void keep(Map<String, String> entries, @Nullable String name, String value) {
    if (name != null && !value.equals("<null>")) {
      entries.putIfAbsent(name, value);
    }
  }
}
