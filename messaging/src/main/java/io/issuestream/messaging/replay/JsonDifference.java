package io.issuestream.messaging.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where two values differ.
 *
 * @param path of the part that differs, such as {@code data.metrics.committed.points}
 * @param live as text; null where the live row has none
 * @param rebuilt as text; null where the rebuilt row has none
 */
record JsonDifference(String path, @Nullable String live, @Nullable String rebuilt) {

  /** The smallest parts that differ; arrays are compared whole. */
  static List<JsonDifference> between(JsonNode live, JsonNode rebuilt) {
    var found = new ArrayList<JsonDifference>();
    collect("", live, rebuilt, found);
    return found;
  }

  private static void collect(
      String path, JsonNode live, JsonNode rebuilt, List<JsonDifference> found) {
    if (live.isObject() && rebuilt.isObject()) {
      var names = new TreeSet<>(live.propertyNames());
      names.addAll(rebuilt.propertyNames());
      for (String name : names) {
        collect(
            path.isEmpty() ? name : path + "." + name, live.path(name), rebuilt.path(name), found);
      }
    } else if (!live.equals(rebuilt)) {
      found.add(new JsonDifference(path, text(live), text(rebuilt)));
    }
  }

  private static @Nullable String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
