package io.issuestream.contracts.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A schema laid flat: each place in the event, such as {@code issue.status.category}, {@code
 * issue.labels[]} or {@code progress.endOffsets{}}, with what is said about it.
 *
 * <p>Moving a definition or rewording a description changes no shape.
 */
record Shape(SortedMap<String, Part> parts) {

  private static final Set<String> ABOUT_VALUES =
      Set.of("type", "format", "enum", "minimum", "maximum", "pattern");
  private static final Set<String> ABOUT_PARTS =
      Set.of("properties", "required", "items", "additionalProperties");
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("$schema", "$defs", "$ref", "title", "description");

  Shape {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /**
   * The shape of a schema.
   *
   * @throws IllegalArgumentException if the schema uses a keyword whose effect on readers is not
   *     known here; better than to overlook a breaking change
   */
  static Shape of(JsonNode schema) {
    var reader = new Reader(schema);
    for (var property : schema.path("properties").properties()) {
      reader.read(property.getKey(), property.getValue(), isRequired(schema, property.getKey()));
    }
    reader.requireKnown("the event", schema);
    return new Shape(reader.parts);
  }

  private static boolean isRequired(JsonNode object, String property) {
    return object.path("required").valueStream().anyMatch(name -> name.asString().equals(property));
  }

  private record Reader(JsonNode root, SortedMap<String, Part> parts, List<String> open) {

    Reader(JsonNode root) {
      this(root, new TreeMap<>(), new ArrayList<>());
    }

    void read(String path, JsonNode schema, boolean required) {
      requireKnown(path, schema);
      String reference = schema.path("$ref").asString("");
      if (reference.isEmpty()) {
        readHere(path, schema, required);
        return;
      }
      if (open.contains(reference)) {
        throw new IllegalArgumentException(path + " contains itself, so it cannot be laid flat");
      }
      open.addLast(reference);
      read(path, root.at(reference.substring(1)), required);
      open.removeLast();
    }

    private void readHere(String path, JsonNode schema, boolean required) {
      parts.put(path, part(schema, required));
      for (var property : schema.path("properties").properties()) {
        String name = property.getKey();
        read(path + "." + name, property.getValue(), isRequired(schema, name));
      }
      if (schema.has("items")) {
        read(path + "[]", schema.path("items"), true);
      }
      if (schema.path("additionalProperties").isObject()) {
        read(path + "{}", schema.path("additionalProperties"), true);
      }
    }

    private static Part part(JsonNode schema, boolean required) {
      String type = schema.path("type").asString("any");
      if (schema.has("format")) {
        type += ":" + schema.path("format").asString();
      }
      if (schema.path("additionalProperties").isBoolean()
          && !schema.path("additionalProperties").booleanValue()) {
        type += ":closed";
      }
      return new Part(
          type,
          required,
          number(schema.path("minimum")),
          number(schema.path("maximum")),
          schema.path("enum").valueStream().map(JsonNode::asString).toList(),
          schema.has("pattern") ? schema.path("pattern").asString() : null);
    }

    private static @Nullable BigDecimal number(JsonNode node) {
      return node.isNumber() ? node.decimalValue() : null;
    }

    void requireKnown(String path, JsonNode schema) {
      var unknown = new TreeSet<>(schema.propertyNames());
      unknown.removeAll(ABOUT_VALUES);
      unknown.removeAll(ABOUT_PARTS);
      unknown.removeAll(WITHOUT_EFFECT);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            path
                + " uses "
                + unknown
                + "; teach Shape and Compatibility which changes of it break a reader first");
      }
    }
  }

  /** The shapes of many schemas. */
  static SortedMap<String, Shape> ofAll(Map<String, JsonNode> schemas) {
    var shapes = new TreeMap<String, Shape>();
    schemas.forEach((type, schema) -> shapes.put(type, of(schema)));
    return shapes;
  }
}
