package io.issuestream.local.chaos;

import io.issuestream.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a change takes from Jira to a published figure: each record of {@code metrics.flow} says
 * up to which moment of Jira's it knows the project.
 */
final class Freshness implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String team;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Long> millis = new ArrayList<>();

  Freshness(Map<String, Object> client, String team) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    this.team = team;
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.METRICS_FLOW.topicName()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
  }

  /** Looks at what has come meanwhile; by one thread at a time. */
  void look() {
    consumer.poll(Duration.ofMillis(100)).forEach(this::seen);
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** {@code p50 1234 ms, p99 4567 ms of 89 figures}. */
  String told() {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty()
        ? "no figure"
        : "p50 %d ms, p99 %d ms of %d figures"
            .formatted(
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.size());
  }

  private void seen(ConsumerRecord<String, byte[]> record) {
    if (record.key().startsWith(team + "/") && record.value() != null) {
      String text = new String(record.value(), StandardCharsets.UTF_8);
      Instant known = Instant.parse(JSON.readTree(text).path("metrics").path("asOf").asString());
      millis.add(Duration.between(known, Instant.ofEpochMilli(record.timestamp())).toMillis());
    }
  }
}
