package io.issuestream.messaging.deadletter;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.deadletter.LetterRanges.Range;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds letters by what is in them. Every record of every topic of letters is read, one at a time,
 * and none is kept: a search is rare, and must not pass over a letter because there are many.
 */
final class LetterSweep {

  /** Without any progress. */
  private static final long LIMIT_SECONDS = 60;

  private final LetterRanges ranges;
  private final LetterConsumers consumers;
  private final LetterTopics topics;
  private final LetterFormat format;

  LetterSweep(
      LetterRanges ranges, LetterConsumers consumers, LetterTopics topics, LetterFormat format) {
    this.ranges = ranges;
    this.consumers = consumers;
    this.topics = topics;
    this.format = format;
  }

  /**
   * The letters there are now of which that is true, in the order of their topics. Blocks.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  Set<LetterId> find(Predicate<Letter> wanted) {
    Map<TopicPartition, Range> all =
        ranges.of(Arrays.stream(Topic.values()).map(topics::of).toList());
    Set<LetterId> found = new LinkedHashSet<>();
    try (KafkaConsumer<String, byte[]> consumer = consumers.open()) {
      all.forEach((partition, range) -> read(consumer, partition, range, wanted, found));
    }
    return found;
  }

  private void read(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition partition,
      Range range,
      Predicate<Letter> wanted,
      Collection<LetterId> found) {
    if (range.begin() >= range.end()) {
      return;
    }
    consumer.assign(Set.of(partition));
    consumer.seek(partition, range.begin());
    long end = deadline();
    long position = range.begin();
    while (position < range.end()) {
      LetterConsumers.within(end, partition.toString());
      for (ConsumerRecord<String, byte[]> record : LetterConsumers.next(consumer)) {
        look(record, wanted, found);
      }
      long reached = consumer.position(partition);
      if (reached > position) {
        position = reached;
        end = deadline();
      }
    }
  }

  private static long deadline() {
    return System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
  }

  /** A letter that was written once more has the same record in it. */
  private void look(
      ConsumerRecord<String, byte[]> record, Predicate<Letter> wanted, Collection<LetterId> found) {
    format
        .idOf(record)
        .ifPresent(id -> {
          if (record.value() == null) {
            found.remove(id);
          } else if (wanted.test(format.letter(id, record))) {
            found.add(id);
          }
        });
  }
}
