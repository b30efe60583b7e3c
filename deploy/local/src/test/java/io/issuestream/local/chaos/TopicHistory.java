package io.issuestream.local.chaos;

import io.issuestream.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * All that was committed to the state topics, looked through in the order of the partitions: no
 * key's revision may go back, and a revision that comes twice says the same both times.
 */
final class TopicHistory {

  /**
   * A record.
   *
   * @param text empty for a tombstone
   */
  record Published(long revision, String text) {}

  private final Map<Topic, Map<String, Published>> latest = new TreeMap<>();
  private final List<String> faults = new java.util.ArrayList<>();
  private long records;
  private long repeated;

  /** Reads everything up to what is committed now. */
  static TopicHistory read(Map<String, Object> client) {
    TopicHistory history = new TopicHistory();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", 5000);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      Arrays.stream(Topic.values())
          .filter(topic -> topic.retention() != Topic.Retention.WEEK)
          .forEach(topic -> history.read(topic, consumer));
    }
    return history;
  }

  /** The last record of each key. */
  Map<String, Published> latest(Topic topic) {
    return latest.getOrDefault(topic, Map.of());
  }

  /** What must not be, a sentence each. */
  List<String> faults() {
    return faults;
  }

  long records() {
    return records;
  }

  /** Records that came a second time: published, but not taken off the list before the end. */
  long repeated() {
    return repeated;
  }

  private void read(Topic topic, KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      consumer.poll(Duration.ofMillis(200)).forEach(record -> add(topic, record));
    }
  }

  private void add(Topic topic, ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    Published now =
        new Published(
            revision(record), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    records++;
    Published before =
        latest.computeIfAbsent(topic, each -> new TreeMap<>()).put(record.key(), now);
    if (before == null || before.revision() < now.revision()) {
      return;
    }
    String where =
        "%s, partition %d, offset %d, key %s: "
            .formatted(topic.topicName(), record.partition(), record.offset(), record.key());
    if (before.revision() > now.revision()) {
      faults.add(where + "revision " + now.revision() + " after " + before.revision());
    } else if (!before.text().equals(now.text())) {
      faults.add(where + "another content under revision " + now.revision());
    } else {
      repeated++;
    }
  }

  private static long revision(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader("ce_revision");
    return header == null ? -1 : Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
  }
}
