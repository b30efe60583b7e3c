package io.issuestream.messaging.replay;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic from its beginning, as far as it is told and then further. Its partitions are
 * assigned, so it disturbs no group; with a group of its own it goes on where that group was.
 *
 * <p>Used by one thread at a time.
 */
final class StateFeed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int RECORDS = 1000;

  private final Topic topic;
  private final String team;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final boolean grouped;
  private final AtomicLong read = new AtomicLong();

  /**
   * A feed that has read nothing yet.
   *
   * @param team whose records are handed on; empty for all
   * @param group where it notes how far it is; null for nowhere
   */
  StateFeed(
      Map<String, Object> client,
      String topicPrefix,
      Topic topic,
      String team,
      @Nullable String group) {
    this.topic = topic;
    this.team = team;
    this.grouped = group != null;
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
    if (group != null) {
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topicPrefix + topic.topicName()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    begin();
  }

  private void begin() {
    Map<TopicPartition, OffsetAndMetadata> noted =
        grouped ? consumer.committed(new HashSet<>(partitions)) : Map.of();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = noted.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }

  /** Takes what one look brought. */
  interface Sink {

    /**
     * Returns once its effect is committed.
     *
     * @param records with a value, in the order of each partition
     * @param gone keys whose last record here is a tombstone
     */
    void take(List<ConsumerRecord<String, byte[]>> records, Set<String> gone);
  }

  Topic topic() {
    return topic;
  }

  /** How many records were read of all teams. */
  long read() {
    return read.get();
  }

  /** Per partition the offset after the last record read; none where there was no record. */
  Map<TopicPartition, Long> next() {
    return Map.copyOf(next);
  }

  /** Reads what was committed to the topic by now. */
  void readToEnd(Sink sink) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream()
        .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        next.put(partition, record.offset() + 1);
        positions.put(partition, new OffsetAndMetadata(record.offset() + 1));
        read.incrementAndGet();
        if (record.key() != null && (team.isEmpty() || Keys.teamOf(record.key()).equals(team))) {
          records.add(record);
        }
      }
      hand(records, sink);
      if (grouped && !positions.isEmpty()) {
        consumer.commitSync(positions);
      }
    }
  }

  /** A key's records before its tombstone are left out. */
  private static void hand(List<ConsumerRecord<String, byte[]>> records, Sink sink) {
    if (records.isEmpty()) {
      return;
    }
    var gone = new LinkedHashSet<String>();
    var kept = new ArrayList<ConsumerRecord<String, byte[]>>(records.size());
    var passed = new HashSet<String>();
    var living = new HashSet<String>();
    for (ConsumerRecord<String, byte[]> record : records.reversed()) {
      if (passed.contains(record.key())) {
        continue;
      }
      if (record.value() == null) {
        passed.add(record.key());
        if (!living.contains(record.key())) {
          gone.add(record.key());
        }
      } else {
        living.add(record.key());
        kept.add(record);
      }
    }
    sink.take(kept.reversed(), gone);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
