package io.issuestream.messaging;

import io.issuestream.contracts.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one event and waits until the broker has it on disk, for programs that run once and
 * have no database. What changes a database too goes through the outbox instead.
 */
public final class DirectPublisher {

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final MessagingProperties.Kafka kafka;
  private final String publisher;
  private final Duration limit;

  /**
   * A publisher; it connects only when it publishes.
   *
   * @param publisher who publishes, by its name on the broker
   * @param limit how long the broker may take, from the first attempt to reach it; at least a
   *     second
   */
  public DirectPublisher(MessagingProperties.Kafka kafka, String publisher, Duration limit) {
    this.kafka = kafka;
    this.publisher = publisher;
    this.limit = limit;
  }

  /** Where an event is. */
  public record Place(String topic, int partition, long offset) {}

  /**
   * Publishes an event. Blocks.
   *
   * @throws NotPublished if the broker did not acknowledge it in time, or refused it
   */
  public Place publish(Event event) {
    ProducerRecord<String, byte @Nullable []> record =
        new EventRecords(kafka.topicPrefix(), publisher).of(event, Instant.now());
    try (var producer = new KeptProducer(open())) {
      RecordMetadata place =
          producer.kafka().send(record).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Place(place.topic(), place.partition(), place.offset());
    } catch (ExecutionException failure) {
      throw notPublished(record.topic(), failure.getCause() == null ? failure : failure.getCause());
    } catch (TimeoutException | KafkaException failure) {
      throw notPublished(record.topic(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NotPublished("Interrupted while waiting for the broker", interrupted);
    }
  }

  private KafkaProducer<String, byte @Nullable []> open() {
    Map<String, Object> settings = new HashMap<>(KafkaClient.settings(kafka));
    int millis = Math.toIntExact(limit.toMillis());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, publisher);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, millis / 2));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return new KafkaProducer<String, byte @Nullable []>(
        settings, new StringSerializer(), new ByteArraySerializer());
  }

  private NotPublished notPublished(String topic, Throwable failure) {
    return new NotPublished(
        switch (said(failure)) {
          case AuthenticationException stranger ->
              "Kafka at %s does not take this account: %s"
                  .formatted(kafka.bootstrapServers(), stranger.getMessage());
          case AuthorizationException _ ->
              "This account may not write %s on Kafka at %s"
                  .formatted(topic, kafka.bootstrapServers());
          case TimeoutException _ -> unanswered(topic);
          case RetriableException _ -> unanswered(topic);
          default -> "Kafka at %s: %s".formatted(kafka.bootstrapServers(), root(failure));
        },
        failure);
  }

  /**
   * What the broker said. The client hands it over as it is when the topic was refused, and wrapped
   * when the producer's number was refused first, which an account without any topic to write to is
   * told; which of the two comes first is chance.
   */
  private static Throwable said(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof AuthenticationException || at instanceof AuthorizationException) {
        return at;
      }
    }
    return failure;
  }

  private String unanswered(String topic) {
    return "Kafka at %s did not take it within %d s: it does not answer, or has no topic %s"
        .formatted(kafka.bootstrapServers(), limit.toSeconds(), topic);
  }

  /** The client wraps what is wrong with its settings; passwords it shows as hidden. */
  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Closes without waiting for a broker that is not there. */
  private record KeptProducer(KafkaProducer<String, byte @Nullable []> kafka)
      implements AutoCloseable {
    @Override
    public void close() {
      kafka.close(CLOSING);
    }
  }
}
