package io.issuestream.messaging.deadletter;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.deadletter.LetterRanges.Range;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What letters there are and where each stands, without what is in them. Read from the topics
 * alone, on from where it was read last; every replica has its own.
 */
final class LetterIndex {

  /** So many are known at once, at half a kilobyte each; others once these are dealt with. */
  private static final int MOST = 50_000;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LetterRanges ranges;
  private final LetterConsumers consumers;
  private final LetterTopics topics;
  private final LetterFormat format;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private NavigableMap<LetterId, Entry> entries = new TreeMap<>();

  private boolean more;

  LetterIndex(
      LetterRanges ranges, LetterConsumers consumers, LetterTopics topics, LetterFormat format) {
    this.ranges = ranges;
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
    Map<TopicPartition, Range> all =
        ranges.of(Arrays.stream(Topic.values()).map(topics::of).toList());
    positions.keySet().retainAll(all.keySet());
    // A copy, so that a reading that breaks off half-way leaves what was known.
    var read = new TreeMap<>(entries);
    read.values().removeIf(entry -> isGone(entry, all.get(entry.at())));
    Map<TopicPartition, Range> grown = new HashMap<>(all);
    grown.entrySet().removeIf(one -> from(one.getKey(), one.getValue()) >= one.getValue().end());
    if (!grown.isEmpty()) {
      readOn(grown, read);
    }
    grown.forEach((partition, range) -> positions.put(partition, range.end()));
    entries = read;
    return new TreeMap<>(read);
  }

  /** Past its time, or with a topic that was made anew. */
  private static boolean isGone(Entry entry, @Nullable Range range) {
    return range == null || entry.offset() < range.begin() || entry.offset() >= range.end();
  }

  /** Where to read on; from the beginning where the topic was made anew. */
  private long from(TopicPartition partition, Range range) {
    long known = positions.getOrDefault(partition, 0L);
    return known > range.end() ? range.begin() : Math.max(range.begin(), known);
  }

  private void readOn(Map<TopicPartition, Range> grown, Map<LetterId, Entry> read) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (KafkaConsumer<String, byte[]> consumer = consumers.open()) {
      consumer.assign(grown.keySet());
      grown.forEach((partition, range) -> consumer.seek(partition, from(partition, range)));
      while (grown.entrySet().stream()
          .anyMatch(one -> consumer.position(one.getKey()) < one.getValue().end())) {
        LetterConsumers.within(end, "The dead letters");
        // What came meanwhile is read again next time, which does no harm.
        for (ConsumerRecord<String, byte[]> found : LetterConsumers.next(consumer)) {
          note(found, read);
        }
      }
    }
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
                    format.summary(id, found).shortened(),
                    new TopicPartition(found.topic(), found.partition()),
                    found.offset()));
          }
        });
  }
}
