package io.issuestream.local.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads topics as anyone may, from the beginning to what is committed now. */
record TopicReader(String bootstrapServers, String topicPrefix) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A record as it lies on the topic.
   *
   * @param text the value; empty for a tombstone
   */
  record Published(String key, Map<String, String> headers, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String type() {
      return header("ce_type");
    }
  }

  /** A team's records in the order of their partitions. */
  List<Published> records(String topic, String team) {
    List<Published> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topicPrefix + topic).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().startsWith(team + "/")) {
            found.add(published(record));
          }
        }
      }
    }
    return found;
  }

  /** What a compacted topic would keep: the last record of each key. */
  Map<String, Published> latest(String topic, String team) {
    Map<String, Published> latest = new LinkedHashMap<>();
    records(topic, team).forEach(record -> latest.put(record.key(), record));
    return latest;
  }

  private static Published published(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    byte[] value = record.value();
    return new Published(
        record.key(), headers, value == null ? "" : new String(value, StandardCharsets.UTF_8));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
