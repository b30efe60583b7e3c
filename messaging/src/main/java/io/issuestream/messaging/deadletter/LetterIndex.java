package io.issuestream.messaging.deadletter;

import io.issuestream.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What letters there are and where each stands, without what is in them. Read from the topics
 * alone, on from where it was read last; every replica has its own.
 */
final class LetterIndex {

  /** So many are known at once, at half a kilobyte each; others once these are dealt with. */
  private static final int MOST = 50_000;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LetterConsumers consumers;
  private final LetterTopics topics;
  private final LetterFormat format;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private NavigableMap<LetterId, Entry> entries = new TreeMap<>();

  private boolean more;

  LetterIndex(LetterConsumers consumers, LetterTopics topics, LetterFormat format) {
    this.consumers = consumers;
    this.topics = topics;
    this.format = format;
  }

  /** A letter and where it stands. */
  record Entry(LetterSummary summary, TopicPartition at, long offset) {
    LetterId id() {
      return summary.id();
    }
  }

  /**
   * The letters there are now, in the order of their records. Blocks.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  synchronized NavigableMap<LetterId, Entry> read() {
    if (more && entries.size() < MOST / 2) {
      positions.clear();
      more = false;
    }
    try (KafkaConsumer<String, byte[]> consumer = consumers.open()) {
      List<TopicPartition> partitions = partitions(consumer);
      positions.keySet().retainAll(partitions);
      if (!partitions.isEmpty()) {
        readOn(consumer, partitions);
      }
    }
    return new TreeMap<>(entries);
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    Map<String, Topic> names =
        Arrays.stream(Topic.values()).collect(Collectors.toMap(topics::of, Function.identity()));
    var partitions = new ArrayList<TopicPartition>();
    consumer
        .listTopics()
        .forEach((name, infos) -> {
          if (names.containsKey(name)) {
            infos.forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
          }
        });
    return partitions;
  }

  private void readOn(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // So that a reading that breaks off half-way leaves what was known.
    var read = new TreeMap<>(entries);
    read.values().removeIf(entry -> isGone(entry, begins, ends));
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long known = positions.getOrDefault(partition, 0L);
      long first = begins.getOrDefault(partition, 0L);
      boolean made = known > ends.getOrDefault(partition, 0L);
      consumer.seek(partition, made ? first : Math.max(first, known));
    }
    while (partitions.stream()
        .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
      LetterConsumers.within(end, "The dead letters");
      for (ConsumerRecord<String, byte[]> found : LetterConsumers.next(consumer)) {
        note(found, read);
      }
    }
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    entries = read;
  }

  /** Past its time, or with a topic that was made anew. */
  private static boolean isGone(
      Entry entry, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    return entry.offset() < begins.getOrDefault(entry.at(), Long.MAX_VALUE)
        || entry.offset() >= ends.getOrDefault(entry.at(), 0L);
  }

  private void note(ConsumerRecord<String, byte[]> found, Map<LetterId, Entry> read) {
    format
        .idOf(found)
        .ifPresent(id -> {
          if (found.value() == null) {
            read.remove(id);
          } else if (read.size() >= MOST && !read.containsKey(id)) {
            more = true;
          } else {
            read.put(
                id,
                new Entry(
                    format.summary(id, found),
                    new TopicPartition(found.topic(), found.partition()),
                    found.offset()));
          }
        });
  }
}
