package io.issuestream.messaging.deadletter;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the letters whose aggregate was erased after their record was written, and the tombstones
 * among them whose aggregate was written again since. Revisions order events among each other; of a
 * tombstone nothing remains that a late event could be compared with, so that it would bring back
 * what was erased, and it has none itself, so that late it would erase what is there again.
 */
final class LaterTombstones {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LetterConsumers consumers;
  private final LetterTopics topics;

  LaterTombstones(LetterConsumers consumers, LetterTopics topics) {
    this.consumers = consumers;
    this.topics = topics;
  }

  /**
   * Which of the letters that are. Reads on from their records to the ends of their partitions;
   * blocks.
   */
  Set<LetterId> after(Collection<Letter> letters) {
    Map<TopicPartition, List<LetterSummary>> byPartition =
        letters.stream()
            .map(Letter::summary)
            .filter(summary -> summary.key() != null)
            .collect(
                groupingBy(summary ->
                    new TopicPartition(topics.origin(summary.id()), summary.id().partition())));
    var superseded = new HashSet<LetterId>();
    if (!byPartition.isEmpty()) {
      try (KafkaConsumer<String, byte[]> consumer = consumers.open()) {
        byPartition.forEach(
            (partition, summaries) -> superseded.addAll(after(consumer, partition, summaries)));
      }
    }
    return superseded;
  }

  private static Set<LetterId> after(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition partition,
      List<LetterSummary> summaries) {
    long end = System.nanoTime() + LIMIT.toNanos();
    long first = summaries.stream().mapToLong(one -> one.id().offset()).min().orElseThrow() + 1;
    Set<String> keys = new HashSet<>();
    summaries.forEach(summary -> keys.add(String.valueOf(summary.key())));
    var written = new HashMap<String, Long>();
    var erased = new HashMap<String, Long>();
    consumer.assign(List.of(partition));
    long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (first < last) {
      consumer.seek(partition, first);
    }
    while (first < last && consumer.position(partition) < last) {
      LetterConsumers.within(end, partition.toString());
      for (ConsumerRecord<String, byte[]> found : LetterConsumers.next(consumer)) {
        if (keys.contains(found.key())) {
          (found.value() == null ? erased : written).put(found.key(), found.offset());
        }
      }
    }
    var superseded = new HashSet<LetterId>();
    for (LetterSummary summary : summaries) {
      String key = String.valueOf(summary.key());
      long at = summary.id().offset();
      boolean tombstone = summary.dataBytes() == null;
      if (erased.getOrDefault(key, -1L) > at
          || (tombstone && written.getOrDefault(key, -1L) > at)) {
        superseded.add(summary.id());
      }
    }
    return superseded;
  }
}
