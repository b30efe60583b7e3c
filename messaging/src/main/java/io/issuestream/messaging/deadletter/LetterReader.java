package io.issuestream.messaging.deadletter;

import io.issuestream.messaging.inbound.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Opens letters. All of it blocks. */
final class LetterReader {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LetterConsumers consumers;
  private final LetterTopics topics;
  private final LetterFormat format;

  LetterReader(LetterConsumers consumers, LetterTopics topics, LetterFormat format) {
    this.consumers = consumers;
    this.topics = topics;
    this.format = format;
  }

  /**
   * Opened letters.
   *
   * @param looked how many of those asked for were looked at: from the first on
   */
  record Opened(List<Letter> letters, int looked) {}

  /**
   * Opens letters in this order until they have more than so much data; those after, and those that
   * went away meanwhile, are left out.
   *
   * @param enough bytes
   */
  Opened open(Collection<LetterIndex.Entry> entries, long enough) {
    var letters = new ArrayList<Letter>();
    long bytes = 0;
    int looked = 0;
    try (KafkaConsumer<String, byte[]> consumer = consumers.openForOne()) {
      consumer.assign(entries.stream().map(LetterIndex.Entry::at).distinct().toList());
      for (LetterIndex.Entry entry : entries) {
        if (bytes > enough) {
          break;
        }
        looked++;
        consumer.pause(consumer.assignment());
        consumer.resume(List.of(entry.at()));
        Optional<ConsumerRecord<String, byte[]>> found =
            at(consumer, entry.at(), entry.offset()).filter(one -> one.value() != null);
        if (found.isPresent()) {
          letters.add(format.letter(entry.id(), found.get()));
          bytes += found.get().value().length;
        }
      }
    }
    return new Opened(letters, looked);
  }

  /**
   * The record a letter is about, its data from its topic where the letter has none of it; empty if
   * the topic has it no longer either.
   */
  Optional<RawRecord> record(Letter letter) {
    LetterId id = letter.summary().id();
    if (!letter.dataLeftOut()) {
      var headers = new RecordHeaders();
      letter.headers().forEach(headers::add);
      return Optional.of(raw(letter, letter.data(), headers));
    }
    var origin = new TopicPartition(topics.origin(id), id.partition());
    try (KafkaConsumer<String, byte[]> consumer = consumers.openForOne()) {
      consumer.assign(List.of(origin));
      return at(consumer, origin, id.offset())
          .map(found -> raw(letter, found.value(), new RecordHeaders(found.headers().toArray())));
    }
  }

  private RawRecord raw(Letter letter, byte @Nullable [] data, RecordHeaders headers) {
    LetterSummary summary = letter.summary();
    return new RawRecord(
        topics.origin(summary.id()),
        summary.id().partition(),
        summary.id().offset(),
        summary.originTime().toEpochMilli(),
        summary.key(),
        data,
        headers);
  }

  private static Optional<ConsumerRecord<String, byte[]>> at(
      KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long offset) {
    long end = System.nanoTime() + LIMIT.toNanos();
    if (consumer.position(partition) != offset) {
      consumer.seek(partition, offset);
    }
    long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < last) {
      LetterConsumers.within(end, partition.toString());
      for (ConsumerRecord<String, byte[]> found : LetterConsumers.next(consumer)) {
        return found.offset() == offset ? Optional.of(found) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
