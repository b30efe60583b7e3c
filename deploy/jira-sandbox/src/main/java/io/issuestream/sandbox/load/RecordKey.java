package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Looks at a record's key without reading the rest, so that choosing a few projects of many costs
 * little.
 */
final class RecordKey {
  private RecordKey() {}

  /**
   * Whether the record has an issue key and it is of none of these projects. What cannot be told is
   * not.
   */
  static boolean isOfAnother(Set<String> projects, byte[] text, int from, int length) {
    try (JsonParser parser = Json.MAPPER.createParser(text, from, length)) {
      String key = parser.nextToken() == JsonToken.START_OBJECT ? key(parser) : null;
      return key != null && Issue.numberOf(key) > 0 && !projects.contains(Issue.projectOf(key));
    } catch (JacksonException e) {
      return false;
    }
  }

  /** The key of the object the parser is in, or of the {@code data} that it wraps. */
  private static @Nullable String key(JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("key")) {
        return value == JsonToken.VALUE_STRING ? parser.getString() : null;
      }
      if (name.equals("data") && value == JsonToken.START_OBJECT) {
        return key(parser);
      }
      parser.skipChildren();
    }
    return null;
  }
}
