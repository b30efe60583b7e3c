package io.issuestream.messaging.outbox;

import io.issuestream.contracts.Keys;
import io.issuestream.messaging.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of one shard. Its {@code transactional.id} is the shard's, so opening it fences
 * whoever published the shard before: a replica that was paused past its lease cannot commit
 * anything old.
 *
 * <p>Blocks while the broker answers; the relay calls it on its own thread.
 */
final class ShardPublisher implements AutoCloseable {

  private final KafkaProducer<String, byte @Nullable []> producer;
  private final String topicPrefix;
  private final byte[] source;

  private ShardPublisher(
      KafkaProducer<String, byte @Nullable []> producer, String topicPrefix, String source) {
    this.producer = producer;
    this.topicPrefix = topicPrefix;
    this.source = utf8(source);
  }

  /** Opens the shard's producer and fences the one before. */
  static ShardPublisher open(
      Map<String, Object> client, String topicPrefix, String service, int shard) {
    var config = new HashMap<>(client);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topicPrefix + service + "-" + shard);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-outbox-" + shard);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1024 * 1024);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    var producer =
        new KafkaProducer<String, byte @Nullable []>(
            config, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException failure) {
      producer.close(Duration.ZERO);
      throw failure;
    }
    return new ShardPublisher(producer, topicPrefix, "/issuestream/" + service);
  }

  /**
   * Publishes the states in one transaction.
   *
   * @return per partition written, the offset after the last record
   * @throws KafkaException if the transaction did not commit; nothing of it is then visible
   */
  Map<TopicPartition, Long> publish(List<Marked> states) {
    producer.beginTransaction();
    try {
      var sent = new ArrayList<Future<RecordMetadata>>(states.size());
      for (Marked state : states) {
        sent.add(producer.send(record(state)));
      }
      producer.flush();
      var next = new HashMap<TopicPartition, Long>();
      for (Future<RecordMetadata> future : sent) {
        RecordMetadata metadata = future.get();
        next.merge(
            new TopicPartition(metadata.topic(), metadata.partition()),
            metadata.offset() + 1,
            Math::max);
      }
      producer.commitTransaction();
      return next;
    } catch (ExecutionException failure) {
      throw new KafkaException("A record was refused: " + failure.getCause(), failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while publishing", interrupted);
    }
  }

  private ProducerRecord<String, byte @Nullable []> record(Marked state) {
    var record =
        new ProducerRecord<String, byte @Nullable []>(
            topicPrefix + state.topic(), state.key(), state.data());
    record
        .headers()
        .add(EventHeaders.SPEC_VERSION, utf8("1.0"))
        .add(EventHeaders.ID, utf8(state.key() + "@" + state.revision()))
        .add(EventHeaders.SOURCE, source)
        .add(EventHeaders.TYPE, utf8(state.type()))
        .add(EventHeaders.TIME, utf8(state.time().toString()))
        .add(
            EventHeaders.SUBJECT,
            utf8(state.key().substring(Keys.teamOf(state.key()).length() + 1)))
        .add(EventHeaders.TEAM, utf8(state.teamId()))
        .add(EventHeaders.REVISION, utf8(Long.toString(state.revision())))
        .add(EventHeaders.CONTENT_TYPE, utf8("application/json"));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
