package io.issuestream.messaging.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens consumers that belong to no group and move no offset; whoever opens one closes it. */
final class LetterConsumers {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> client;

  LetterConsumers(Map<String, Object> client) {
    this.client = new HashMap<>(client);
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
    this.client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
  }

  KafkaConsumer<String, byte[]> open() {
    return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** One that is given one record at a time, so that what it holds beside it is bounded. */
  KafkaConsumer<String, byte[]> openForOne() {
    var settings = new HashMap<>(client);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** What there is next; nothing at the end, or where the broker takes its time. */
  static ConsumerRecords<String, byte[]> next(KafkaConsumer<String, byte[]> consumer) {
    return consumer.poll(POLL);
  }

  /**
   * Ends a reading that takes too long.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException past the end
   */
  static void within(long end, String what) {
    if (System.nanoTime() > end) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          what + " could not be read to its end in time");
    }
  }
}
