package io.issuestream.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Keys;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.inbound.Cause;
import io.issuestream.messaging.inbound.Diagnosis;
import io.issuestream.messaging.inbound.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * How a letter is written on its topic: key the {@link LetterId}, data and headers the record's
 * own, and headers beginning with {@code dlt_}. A letter without a value is one that was taken
 * away.
 *
 * @param topicPrefix the installation's
 */
record LetterFormat(String topicPrefix) {

  /** What a letter may leave out to be small enough. */
  enum Fullness {
    WHOLE,
    WITHOUT_DATA,
    WITHOUT_DATA_AND_HEADERS
  }

  LetterId id(RawRecord record) {
    return new LetterId(unprefixed(record.topic()), record.partition(), record.offset());
  }

  ProducerRecord<String, byte @Nullable []> write(
      String letters,
      RawRecord record,
      Diagnosis diagnosis,
      Instant putAside,
      Instant lastTried,
      Fullness fullness) {
    byte[] value = record.value();
    boolean left = fullness != Fullness.WHOLE;
    var letter =
        new ProducerRecord<String, byte @Nullable []>(
            letters, id(record).toString(), value == null || left ? new byte[0] : value);
    if (fullness != Fullness.WITHOUT_DATA_AND_HEADERS) {
      own(record.headers()).forEach(letter.headers()::add);
    }
    add(letter, LetterHeaders.CODE, diagnosis.cause().code());
    add(letter, LetterHeaders.FAILURE, diagnosis.failure());
    add(letter, LetterHeaders.SENTENCE, diagnosis.sentence());
    add(letter, LetterHeaders.ATTEMPTS, Integer.toString(diagnosis.attempts()));
    add(letter, LetterHeaders.PUT_ASIDE, putAside.toString());
    add(letter, LetterHeaders.LAST_TRIED, lastTried.toString());
    add(letter, LetterHeaders.ORIGIN_TOPIC, record.topic());
    add(letter, LetterHeaders.ORIGIN_PARTITION, Integer.toString(record.partition()));
    add(letter, LetterHeaders.ORIGIN_OFFSET, Long.toString(record.offset()));
    add(letter, LetterHeaders.ORIGIN_TIMESTAMP, Long.toString(record.timestamp()));
    String key = record.key();
    if (key != null) {
      add(letter, LetterHeaders.ORIGIN_KEY, key);
    }
    if (value != null) {
      add(letter, LetterHeaders.DATA_BYTES, Integer.toString(value.length));
    }
    if (left) {
      add(letter, LetterHeaders.LEFT_OUT, fullness.name());
    }
    return letter;
  }

  ProducerRecord<String, byte @Nullable []> takenAway(String letters, LetterId id) {
    return new ProducerRecord<>(letters, id.toString(), null);
  }

  /** Whose letter a record is; empty for what is none. */
  Optional<LetterId> idOf(ConsumerRecord<String, byte[]> found) {
    Optional<LetterId> byKey = found.key() == null ? Optional.empty() : LetterId.of(found.key());
    if (byKey.isPresent() || found.value() == null) {
      return byKey;
    }
    // A letter of an earlier version has its record's key.
    @Nullable String topic = LetterHeaders.header(found, LetterHeaders.ORIGIN_TOPIC);
    return topic == null
        ? Optional.empty()
        : LetterId.of(
            unprefixed(topic)
                + ":"
                + LetterHeaders.header(found, LetterHeaders.ORIGIN_PARTITION)
                + ":"
                + LetterHeaders.header(found, LetterHeaders.ORIGIN_OFFSET));
  }

  LetterSummary summary(LetterId id, ConsumerRecord<String, byte[]> found) {
    @Nullable String code = LetterHeaders.header(found, LetterHeaders.CODE);
    @Nullable String key =
        code == null ? found.key() : LetterHeaders.header(found, LetterHeaders.ORIGIN_KEY);
    Instant written = Instant.ofEpochMilli(found.timestamp());
    Instant putAside =
        LetterHeaders.time(LetterHeaders.header(found, LetterHeaders.PUT_ASIDE), written);
    return new LetterSummary(
        id,
        code == null ? Cause.UNSORTED.code() : code,
        LetterHeaders.text(LetterHeaders.header(found, LetterHeaders.FAILURE)),
        key,
        team(key),
        LetterHeaders.header(found, EventHeaders.TYPE),
        Instant.ofEpochMilli(
            LetterHeaders.number(
                LetterHeaders.header(found, LetterHeaders.ORIGIN_TIMESTAMP), found.timestamp())),
        (int) LetterHeaders.number(LetterHeaders.header(found, LetterHeaders.ATTEMPTS), 1),
        putAside,
        LetterHeaders.time(LetterHeaders.header(found, LetterHeaders.LAST_TRIED), putAside),
        dataBytes(code, found));
  }

  Letter letter(LetterId id, ConsumerRecord<String, byte[]> found) {
    LetterSummary summary = summary(id, found);
    boolean left = LetterHeaders.header(found, LetterHeaders.LEFT_OUT) != null;
    return new Letter(
        summary,
        LetterHeaders.text(LetterHeaders.header(found, LetterHeaders.SENTENCE)),
        own(found.headers()),
        left || summary.dataBytes() == null ? null : found.value(),
        left);
  }

  private static @Nullable Long dataBytes(
      @Nullable String code, ConsumerRecord<String, byte[]> found) {
    if (code == null) {
      return (long) found.value().length;
    }
    long bytes = LetterHeaders.number(LetterHeaders.header(found, LetterHeaders.DATA_BYTES), -1);
    return bytes < 0 ? null : bytes;
  }

  /** The record's own headers; one that was put aside here cannot say it is a letter. */
  static List<Header> own(Iterable<Header> headers) {
    var own = new ArrayList<Header>();
    headers.forEach(header -> {
      if (!header.key().startsWith(LetterHeaders.OURS)) {
        own.add(header);
      }
    });
    return own;
  }

  private static @Nullable String team(@Nullable String key) {
    String team = key == null ? "" : Keys.teamOf(key);
    return team.matches(Keys.TEAM_PATTERN) ? team : null;
  }

  private String unprefixed(String topic) {
    return topic.startsWith(topicPrefix) ? topic.substring(topicPrefix.length()) : topic;
  }

  private static void add(
      ProducerRecord<String, byte @Nullable []> letter, String name, String text) {
    letter.headers().add(name, text.getBytes(UTF_8));
  }
}
