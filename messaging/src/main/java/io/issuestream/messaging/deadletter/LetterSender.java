package io.issuestream.messaging.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The producer of letters, opened for the first one: most services never write any. */
final class LetterSender implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Map<String, Object> client;
  private @Nullable KafkaProducer<String, byte @Nullable []> producer;

  LetterSender(Map<String, Object> client) {
    this.client = new HashMap<>(client);
    this.client.put(ProducerConfig.ACKS_CONFIG, "all");
    this.client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    this.client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.client.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * TopicMaking.LARGEST);
    this.client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicMaking.LARGEST);
    this.client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    this.client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
  }

  /** Completes once the broker has it, on all replicas that are in step. */
  Mono<Void> send(ProducerRecord<String, byte @Nullable []> letter) {
    return Mono.<Void>create(
            sink -> {
              var _ =
                  producer()
                      .send(
                          letter,
                          (metadata, failure) -> {
                            if (failure == null) {
                              sink.success();
                            } else {
                              sink.error(failure);
                            }
                          });
            })
        // Sending waits where the buffer is full or the topic not known yet.
        .subscribeOn(Schedulers.boundedElastic());
  }

  private synchronized KafkaProducer<String, byte @Nullable []> producer() {
    @Nullable KafkaProducer<String, byte @Nullable []> open = producer;
    if (open == null) {
      open =
          new KafkaProducer<String, byte @Nullable []>(
              client, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSING);
    }
  }
}
