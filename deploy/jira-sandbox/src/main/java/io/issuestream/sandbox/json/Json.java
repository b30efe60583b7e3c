package io.issuestream.sandbox.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way this module reads JSON: numbers keep their digits, so that {@code 13.0} is served as
 * {@code 13.0}.
 */
public final class Json {
  /** The shared, thread-safe mapper. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private Json() {}

  /** A new object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A new array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The text of a member that is a string, or null where it is absent, null or something else. */
  public static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  /**
   * The member as a whole number, given as a number or as digits in a string; null where it is
   * neither.
   */
  public static @Nullable Long whole(JsonNode object, String member) {
    JsonNode value = object.get(member);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    if (value.isString() && value.stringValue().matches("-?\\d{1,18}")) {
      return Long.valueOf(value.stringValue());
    }
    return null;
  }

  /** Writes a tree as it stands. */
  public static void write(JsonNode node, JsonBytes out) {
    switch (node) {
      case ObjectNode object -> {
        out.raw('{');
        boolean first = true;
        for (var member : object.properties()) {
          if (!first) {
            out.raw(',');
          }
          first = false;
          out.string(member.getKey()).raw(':');
          write(member.getValue(), out);
        }
        out.raw('}');
      }
      case ArrayNode array -> {
        out.raw('[');
        for (int i = 0; i < array.size(); i++) {
          if (i > 0) {
            out.raw(',');
          }
          write(array.get(i), out);
        }
        out.raw(']');
      }
      default -> scalar(node, out);
    }
  }

  /** Writes a string, number, truth value or null. */
  public static void scalar(JsonNode node, JsonBytes out) {
    if (node.isString()) {
      out.string(node.stringValue());
    } else {
      out.ascii(node.toString());
    }
  }
}
