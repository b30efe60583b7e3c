package io.issuestream.jira;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper, and the few ways in which values are taken out of Jira's trees. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static JsonParser parser(byte[] json) {
    return MAPPER.createParser(json);
  }

  static JsonNode tree(byte[] json) {
    return MAPPER.readTree(json);
  }

  static byte[] write(Map<String, ?> body) {
    return MAPPER.writeValueAsBytes(body);
  }

  /** Text of a property; numbers count as text, blank text, objects and nulls do not. */
  static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.asString();
    return text.isBlank() ? null : text;
  }

  static String text(JsonNode node, String name, String otherwise) {
    String text = text(node, name);
    return text == null ? otherwise : text;
  }

  /** A whole number that Jira writes now as number, now as text; null when it is neither. */
  static @Nullable Long number(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    return value != null && value.isString() ? wholeNumber(value.stringValue()) : null;
  }

  static @Nullable Long wholeNumber(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.valueOf(text);
  }
}
