package io.issuestream.messaging;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events as records: CloudEvents 1.0 in Kafka's binary mode, the same whoever publishes.
 *
 * @param topicPrefix what the installation's topics begin with; may be empty
 * @param publisher who publishes, by its name on the broker; the events' source
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">the
 *     binding</a>
 */
public record EventRecords(String topicPrefix, String publisher) {

  /** An event's record. */
  public ProducerRecord<String, byte @Nullable []> of(Event event, Instant time) {
    return of(
        Topic.of(event.getClass()).topicName(),
        Keys.of(event),
        event.teamId(),
        EventTypes.nameOf(event.getClass()),
        event.revision(),
        time,
        EventJson.write(event));
  }

  /**
   * The record of an event that is JSON already.
   *
   * @param topic without the prefix
   * @param type the event's name on the wire
   * @param data null for a tombstone
   */
  public ProducerRecord<String, byte @Nullable []> of(
      String topic,
      String key,
      String team,
      String type,
      long revision,
      Instant time,
      byte @Nullable [] data) {
    var record = new ProducerRecord<String, byte @Nullable []>(topicPrefix + topic, key, data);
    record
        .headers()
        .add(EventHeaders.SPEC_VERSION, utf8("1.0"))
        .add(EventHeaders.ID, utf8(key + "@" + revision))
        .add(EventHeaders.SOURCE, utf8("/issuestream/" + publisher))
        .add(EventHeaders.TYPE, utf8(type))
        .add(EventHeaders.TIME, utf8(time.toString()))
        .add(EventHeaders.SUBJECT, utf8(key.substring(Keys.teamOf(key).length() + 1)))
        .add(EventHeaders.TEAM, utf8(team))
        .add(EventHeaders.REVISION, utf8(Long.toString(revision)))
        .add(EventHeaders.CONTENT_TYPE, utf8("application/json"));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
