package io.issuestream.contracts.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sample with one thing wrong.
 *
 * @param what the fault, for the failure message
 * @param event the sample with it
 */
record Fault(String what, ObjectNode event) {

  /** Every fault the schema speaks of, at every place the sample has. */
  static List<Fault> allOf(JsonNode schema, ObjectNode sample) {
    SortedMap<String, Part> parts = Shape.of(schema).parts();
    var faults = new ArrayList<Fault>();
    parts.forEach((path, part) -> {
      // An absent list or map is read as empty: nothing is wrong then.
      boolean canBeEmpty = part.type().equals("array") || parts.containsKey(path + "{}");
      changes(part, canBeEmpty)
          .forEach((what, change) -> {
            ObjectNode event = sample.deepCopy();
            List<Place> places = places(event, path);
            places.forEach(change);
            if (!places.isEmpty()) {
              faults.add(new Fault(path + " " + what, event));
            }
          });
    });
    return faults;
  }

  private static Map<String, Consumer<Place>> changes(Part part, boolean canBeEmpty) {
    var changes = new TreeMap<String, Consumer<Place>>();
    if (!part.type().startsWith("object")) {
      changes.put("is an object", it -> it.object().putObject(it.name()));
    }
    if (part.required() && !canBeEmpty) {
      changes.put("is missing", it -> it.object().remove(it.name()));
      changes.put("is null", it -> it.object().putNull(it.name()));
    }
    BigDecimal min = part.min();
    if (min != null) {
      changes.put("is too small", it -> it.object().put(it.name(), min.subtract(BigDecimal.ONE)));
    }
    BigDecimal max = part.max();
    if (max != null) {
      changes.put("is too great", it -> it.object().put(it.name(), max.add(BigDecimal.ONE)));
    }
    if (part.pattern() != null || !part.values().isEmpty()) {
      changes.put("is not allowed", it -> it.object().put(it.name(), "Not Allowed"));
    }
    if (part.type().startsWith("string:")) {
      changes.put("is no time", it -> it.object().put(it.name(), "yesterday"));
    }
    return changes;
  }

  private record Place(ObjectNode object, String name) {}

  /** Where in the event a path leads to, by the object that has it; items of lists not at all. */
  private static List<Place> places(ObjectNode event, String path) {
    Stream<JsonNode> objects = Stream.of(event);
    List<String> steps = List.of(path.split("\\.", -1));
    for (String step : steps.subList(0, steps.size() - 1)) {
      String name = step.replace("[]", "").replace("{}", "");
      objects =
          objects
              .map(node -> node.path(name))
              .flatMap(node -> step.endsWith("[]") ? node.valueStream() : Stream.of(node));
    }
    String last = steps.getLast();
    return objects
        .filter(node -> node.has(last))
        .map(node -> new Place((ObjectNode) node, last))
        .toList();
  }

  /** The paths of all places an event has. */
  static Set<String> pathsOf(JsonNode event) {
    var paths = new TreeSet<String>();
    collect("", event, paths);
    return paths;
  }

  private static void collect(String path, JsonNode node, Set<String> paths) {
    paths.add(path);
    node.valueStream()
        .filter(_ -> node.isArray())
        .forEach(item -> collect(path + "[]", item, paths));
    node.properties()
        .forEach(property ->
            collect(
                path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                property.getValue(),
                paths));
  }

  /** Every object in a tree, the tree itself included. */
  static List<ObjectNode> objectsIn(JsonNode tree) {
    List<ObjectNode> below = tree.valueStream().flatMap(node -> objectsIn(node).stream()).toList();
    return tree instanceof ObjectNode object
        ? Stream.concat(Stream.of(object), below.stream()).toList()
        : below;
  }
}
