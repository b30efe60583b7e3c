package io.issuestream.messaging.outbox;

import io.issuestream.messaging.EventRecords;
import io.issuestream.messaging.trace.Traces;
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

  /** Bytes, and what topics take by default. */
  static final int LARGEST_RECORD = 1024 * 1024;

  private final KafkaProducer<String, byte @Nullable []> producer;
  private final EventRecords records;

  private ShardPublisher(KafkaProducer<String, byte @Nullable []> producer, EventRecords records) {
    this.producer = producer;
    this.records = records;
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
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
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
    return new ShardPublisher(producer, new EventRecords(topicPrefix, service));
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
    ProducerRecord<String, byte @Nullable []> record =
        records.of(
            state.topic(),
            state.key(),
            state.teamId(),
            state.type(),
            state.revision(),
            state.time(),
            state.data());
    String traceparent = state.traceparent();
    if (traceparent != null) {
      record.headers().add(Traces.HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
