package io.issuestream.contracts.schema;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Makes the AsyncAPI 3.0 document of all topics.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 * @see <a href="https://github.com/asyncapi/bindings/tree/master/kafka">Kafka bindings 0.5.0</a>
 */
final class AsyncApi {

  private static final String SCHEMAS = "../../contracts/src/main/resources/schemas/";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
          .enable(
              YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final JavadocTexts javadoc;

  AsyncApi(JavadocTexts javadoc) {
    this.javadoc = javadoc;
  }

  /** The document in YAML. */
  String document() {
    return YAML.writeValueAsString(
        map(
            "asyncapi", "3.0.0",
            "info", info(),
            "defaultContentType", "application/json",
            "servers", map("local", map("host", "localhost:9092", "protocol", "kafka")),
            "channels", channels(),
            "operations", operations(),
            "components", components()));
  }

  private static Map<String, Object> info() {
    return map(
        "title",
        "Issuestream events",
        "version",
        "1",
        "description",
        "Written by the build from the event records; see README.md beside this file.");
  }

  private Map<String, Object> channels() {
    var channels = new LinkedHashMap<String, Object>();
    for (Topic topic : Topic.values()) {
      var messages = new LinkedHashMap<String, Object>();
      names(topic).forEach(type -> messages.put(type, reference("#/components/messages/" + type)));
      channels.put(
          topic.topicName(),
          map(
              "address", topic.topicName(),
              "description", javadoc.of(family(topic)).orElse(topic.topicName()),
              "x-owner", topic.owner(),
              "x-retention", topic.retention().name().toLowerCase(java.util.Locale.ROOT),
              "messages", messages,
              "bindings", map("kafka", channelBinding(topic))));
    }
    return channels;
  }

  private static Map<String, Object> channelBinding(Topic topic) {
    var configuration = new LinkedHashMap<String, Object>();
    new TreeMap<>(topic.retention().settings())
        .forEach((name, value) ->
            configuration.put(name, name.endsWith(".ms") ? Long.valueOf(value) : List.of(value)));
    return map(
        "partitions",
        topic.partitions(),
        "topicConfiguration",
        configuration,
        "bindingVersion",
        "0.5.0");
  }

  private static Map<String, Object> operations() {
    var operations = new LinkedHashMap<String, Object>();
    for (Topic topic : Topic.values()) {
      operations.put(
          "send." + topic.topicName(),
          map(
              "action",
              "send",
              "summary",
              topic.owner() + " writes " + topic.topicName() + ".",
              "channel",
              reference("#/channels/" + topic.topicName())));
    }
    return operations;
  }

  private Map<String, Object> components() {
    var messages = new LinkedHashMap<String, Object>();
    for (Topic topic : Topic.values()) {
      topic.eventTypes().forEach(type -> messages.put(EventTypes.nameOf(type), message(type)));
    }
    return map(
        "messages", messages, "schemas", map("cloudEventHeaders", CloudEventHeaders.schema()));
  }

  private Map<String, Object> message(Class<? extends Event> type) {
    String name = EventTypes.nameOf(type);
    return map(
        "name",
        name,
        "summary",
        javadoc.of(type).orElse(name),
        "contentType",
        "application/json",
        "headers",
        map(
            "allOf",
            List.of(
                reference("#/components/schemas/cloudEventHeaders"),
                map(
                    "type",
                    "object",
                    "properties",
                    map("ce_type", map("type", "string", "const", name))))),
        "payload",
        reference(SCHEMAS + name + ".json"),
        "bindings",
        map("kafka", map("key", key(), "bindingVersion", "0.5.0")));
  }

  private static Map<String, Object> key() {
    return map(
        "type",
        "string",
        "description",
        "The team and the aggregate, hashed whole to find the partition.",
        "pattern",
        "^(" + Keys.TEAM_PATTERN + "|\\*)/.+$");
  }

  private static Class<?> family(Topic topic) {
    return topic.eventTypes().getFirst().getInterfaces()[0];
  }

  private static List<String> names(Topic topic) {
    return topic.eventTypes().stream().map(EventTypes::nameOf).toList();
  }

  private static Map<String, Object> reference(String target) {
    return map("$ref", target);
  }

  /** A map that keeps the order it is written in. */
  static Map<String, Object> map(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
