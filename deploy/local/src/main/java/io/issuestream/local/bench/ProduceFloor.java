package io.issuestream.local.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishing alone: the same number and size of events, in transactions of 500, as durable as the
 * pipeline's.
 */
record ProduceFloor(FloorPlace place, Samples samples) {
  private static final String TOPIC = "bench.floor";
  private static final int PARTITIONS = 6;
  private static final int BATCH = 500;

  Floor measure() {
    try (Admin admin = Admin.create(client())) {
      await(
          admin
              .createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
              .all()
              .toCompletionStage()
              .toCompletableFuture());
      try (KafkaProducer<String, byte[]> producer = producer()) {
        producer.initTransactions();
        produce(producer, place.warmIssues());
        return Floor.of("produce", () -> produce(producer, place.issues()));
      } finally {
        await(admin.deleteTopics(List.of(TOPIC)).all().toCompletionStage().toCompletableFuture());
      }
    }
  }

  private Map<String, Double> produce(KafkaProducer<String, byte[]> producer, int records) {
    long bytes = 0;
    for (int from = 0; from < records; from += BATCH) {
      List<Future<RecordMetadata>> sent = new ArrayList<>(BATCH);
      producer.beginTransaction();
      for (int i = from; i < Math.min(from + BATCH, records); i++) {
        byte[] event = samples.event(i);
        bytes += event.length;
        sent.add(producer.send(new ProducerRecord<>(TOPIC, "floor/" + i, event)));
      }
      producer.flush();
      sent.forEach(ProduceFloor::await);
      producer.commitTransaction();
    }
    return Map.of("records", (double) records, "bytes", bytes / (double) Math.max(1, records));
  }

  /** The settings of the outbox's publishers. */
  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> settings = client();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bench-floor");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A topic of its own is nobody's but the superuser's. */
  private Map<String, Object> client() {
    Map<String, Object> settings =
        new HashMap<>(place.kafkaAccounts().superuser().clientSettings());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + place.kafkaPort());
    return settings;
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for Kafka.", e);
    }
  }
}
