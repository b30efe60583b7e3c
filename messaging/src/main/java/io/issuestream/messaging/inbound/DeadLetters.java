package io.issuestream.messaging.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Puts aside, on {@code <topic>.<group>.dlt}, what cannot be processed, with its cause and origin.
 */
public final class DeadLetters {

  static final String CAUSE = "dlt_cause";
  static final String ORIGIN_TOPIC = "dlt_origin_topic";
  static final String ORIGIN_PARTITION = "dlt_origin_partition";
  static final String ORIGIN_OFFSET = "dlt_origin_offset";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final int MAX_CAUSE = 1000;
  private static final Duration KEPT = Duration.ofDays(30);

  private final KafkaTemplate<String, byte[]> producer;
  private final KafkaAdmin admin;
  private final short replicationFactor;
  private final String group;
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  DeadLetters(
      KafkaTemplate<String, byte[]> producer,
      KafkaAdmin admin,
      short replicationFactor,
      String group) {
    this.producer = producer;
    this.admin = admin;
    this.replicationFactor = replicationFactor;
    this.group = group;
  }

  /** Completes once the broker has the dead letter; only then may the original's offset move on. */
  Mono<Void> put(RawRecord record, Throwable cause) {
    String text =
        cause instanceof RecordRefused ? String.valueOf(cause.getMessage()) : cause.toString();
    log.warn(
        "{}-{}@{} goes to the dead letters: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        text);
    String topic = record.topic() + "." + group + ".dlt";
    return Mono.fromRunnable(() -> declare(topic))
        .subscribeOn(Schedulers.boundedElastic())
        .then(Mono.fromFuture(() -> producer.send(letter(topic, record, text))))
        .then();
  }

  /** Dead letters are rare, so their topic is made when the first one needs it. */
  private void declare(String topic) {
    if (!declared.contains(topic)) {
      admin.createOrModifyTopics(
          new NewTopic(topic, 1, replicationFactor)
              .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(KEPT.toMillis()))));
      declared.add(topic);
    }
  }

  private static ProducerRecord<String, byte[]> letter(
      String topic, RawRecord record, String cause) {
    String key = record.key();
    byte[] value = record.value();
    var letter =
        new ProducerRecord<>(topic, key == null ? "" : key, value == null ? new byte[0] : value);
    record.headers().forEach((name, text) -> letter.headers().add(name, utf8(text)));
    Map.of(
            CAUSE, cause.substring(0, Math.min(cause.length(), MAX_CAUSE)),
            ORIGIN_TOPIC, record.topic(),
            ORIGIN_PARTITION, Integer.toString(record.partition()),
            ORIGIN_OFFSET, Long.toString(record.offset()))
        .forEach((name, text) -> letter.headers().add(name, utf8(text)));
    return letter;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
