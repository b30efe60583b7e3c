package io.issuestream.integration;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic as another service would: committed records only, from the beginning. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Published> seen = new ArrayList<>();

  /**
   * A record.
   *
   * @param event null for a tombstone
   */
  public record Published(String key, @Nullable Event event) {}

  private TopicReader(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  static TopicReader open(String servers, String prefix, Topic topic) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", servers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "fetch.max.wait.ms", "50"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions = new ArrayList<TopicPartition>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      partitions.add(new TopicPartition(prefix + topic.topicName(), partition));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicReader(consumer);
  }

  /** A team's records so far; waits a moment for more. */
  public List<Published> of(String team) {
    for (var record : consumer.poll(Duration.ofMillis(200))) {
      seen.add(read(record));
    }
    return seen.stream().filter(one -> one.key().startsWith(team + "/")).toList();
  }

  /** A team's events of a type so far; waits a moment for more. */
  public <E extends Event> List<E> of(String team, Class<E> type) {
    return of(team).stream()
        .map(Published::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Published read(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return new Published(record.key(), null);
    }
    String type =
        new String(record.headers().lastHeader(EventHeaders.TYPE).value(), StandardCharsets.UTF_8);
    return new Published(
        record.key(), EventJson.read(record.value(), EventTypes.byName(type).orElseThrow()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
