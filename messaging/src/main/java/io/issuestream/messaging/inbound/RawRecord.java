package io.issuestream.messaging.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as the broker gave it, whatever is in it.
 *
 * @param topic with the installation's prefix
 * @param timestamp milliseconds since 1970, by the topic's own clock
 * @param headers as bytes: they may be any, and a name may come twice
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    @Nullable String key,
    byte @Nullable [] value,
    Headers headers) {

  static RawRecord of(ConsumerRecord<?, ?> found) {
    return new RawRecord(
        found.topic(),
        found.partition(),
        found.offset(),
        found.timestamp(),
        found.key() instanceof String key ? key : null,
        found.value() instanceof byte[] bytes ? bytes : null,
        found.headers());
  }

  /** A header's text, of the last of that name; null where there is none, or one without value. */
  public @Nullable String header(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** Where it stands, as Kafka's own tools write it. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
