package io.issuestream.contracts.schema;

import static io.issuestream.contracts.schema.AsyncApi.map;

import io.issuestream.contracts.Keys;
import java.util.List;
import java.util.Map;

/**
 * The record headers that all events share: CloudEvents 1.0 in Kafka's binary mode, where every
 * value is text, with the extensions {@code team} and {@code revision}.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding for CloudEvents 1.0.2</a>
 */
final class CloudEventHeaders {

  private CloudEventHeaders() {}

  /** Their schema. */
  static Map<String, Object> schema() {
    Map<String, Object> properties =
        map(
            "content-type", map("type", "string", "const", "application/json"),
            "ce_specversion", map("type", "string", "const", "1.0"),
            "ce_id", text("The key and the revision; with the source it names the event."),
            "ce_source", text("The service that wrote it."),
            "ce_type", text("The event type."),
            "ce_time", map("type", "string", "format", "date-time"),
            "ce_subject", text("The aggregate, as in the key behind the team."),
            "ce_team", pattern("The tenant, as in the key.", "^(" + Keys.TEAM_PATTERN + "|\\*)$"),
            "ce_revision", pattern("The revision, as in the data.", "^[1-9][0-9]*$"));
    return map(
        "type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
  }

  private static Map<String, Object> text(String description) {
    return map("type", "string", "description", description);
  }

  private static Map<String, Object> pattern(String description, String pattern) {
    return map("type", "string", "description", description, "pattern", pattern);
  }
}
