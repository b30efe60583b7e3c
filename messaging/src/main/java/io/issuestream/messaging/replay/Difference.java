package io.issuestream.messaging.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row that is not the same on both sides.
 *
 * @param table its table, or {@code records on topics}
 * @param key as JSON, without the team
 * @param live null where there is none
 * @param rebuilt null where there is none
 */
record Difference(
    String table, String team, JsonNode key, @Nullable JsonNode live, @Nullable JsonNode rebuilt) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int WIDTH = 60;

  static Difference read(
      String table, String team, String key, @Nullable String live, @Nullable String rebuilt) {
    return new Difference(
        table,
        team,
        JSON.readTree(key),
        live == null ? null : JSON.readTree(live),
        rebuilt == null ? null : JSON.readTree(rebuilt));
  }

  /** Its parts, smallest first known; one for a row that only one side has. */
  List<JsonDifference> parts() {
    if (live == null) {
      return List.of(new JsonDifference("(row)", null, String.valueOf(rebuilt)));
    }
    if (rebuilt == null) {
      return List.of(new JsonDifference("(row)", live.toString(), null));
    }
    return JsonDifference.between(opened(live), opened(rebuilt));
  }

  /** Columns that hold JSON as text are compared part by part, too. */
  private static JsonNode opened(JsonNode row) {
    var opened = JSON.createObjectNode();
    for (String column : row.propertyNames()) {
      JsonNode value = row.path(column);
      opened.set(
          column, value.isString() && value.asString().startsWith("{") ? parsed(value) : value);
    }
    return opened;
  }

  private static JsonNode parsed(JsonNode text) {
    try {
      return JSON.readTree(text.asString());
    } catch (tools.jackson.core.JacksonException notJson) {
      return text;
    }
  }

  /** One line for each part. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (JsonDifference part : parts()) {
      lines.add(
          "%s  %s  %s  %s: live %s, rebuilt %s"
              .formatted(
                  table,
                  team,
                  keyText(),
                  part.path(),
                  shortened(part.live()),
                  shortened(part.rebuilt())));
    }
    return lines;
  }

  private String keyText() {
    var parts = new ArrayList<String>();
    key.properties().forEach(one -> parts.add(one.getKey() + "=" + one.getValue().asString()));
    return String.join(",", parts);
  }

  private static String shortened(@Nullable String value) {
    if (value == null) {
      return "(none)";
    }
    return value.length() <= WIDTH ? value : value.substring(0, WIDTH) + "...";
  }

  /** As one JSON object. */
  String json() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("table", table);
    all.put("team", team);
    all.put("key", key);
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    for (JsonDifference part : parts()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("column", part.path());
      one.put("live", part.live());
      one.put("rebuilt", part.rebuilt());
      parts.add(one);
    }
    all.put("differences", parts);
    return JSON.writeValueAsString(all);
  }
}
