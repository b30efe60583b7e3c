package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks through what the broker still keeps of a topic, from its beginning to its present end: also
 * what was overwritten and not compacted away yet. It belongs to no group and moves no offset.
 */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> client;
  private final String topicPrefix;

  TopicScan(Map<String, Object> client, String topicPrefix) {
    this.client = new HashMap<>(client);
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.topicPrefix = topicPrefix;
  }

  /** Takes records one after the other, in the order of each partition. */
  public interface Visitor {

    /** A record; without a value it is a tombstone. */
    void visit(String key, byte @Nullable [] value);
  }

  /**
   * Shows the visitor every committed record; completes with it.
   *
   * @param limit ends in a {@link org.apache.kafka.common.errors.TimeoutException} after that
   */
  public <V extends Visitor> Mono<V> show(Topic topic, V visitor, Duration limit) {
    return Mono.fromCallable(() -> scanned(topicPrefix + topic.topicName(), visitor, limit))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private <V extends Visitor> V scanned(String topic, V visitor, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try (var consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        if (System.nanoTime() > end) {
          throw new org.apache.kafka.common.errors.TimeoutException(
              topic + " could not be read to its end within " + limit);
        }
        for (ConsumerRecord<String, byte[]> found : consumer.poll(POLL)) {
          if (found.key() != null) {
            visitor.visit(found.key(), found.value());
          }
        }
      }
      return visitor;
    }
  }
}
